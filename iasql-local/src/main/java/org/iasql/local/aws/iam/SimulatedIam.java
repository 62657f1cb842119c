package org.iasql.local.aws.iam;

import java.util.List;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/**
 * IAM's roles in memory. Names are the same whatever their case; every policy of AWS's own exists,
 * and the account has none of its own.
 */
public final class SimulatedIam implements IamClient {
  private static final String AWS_POLICY = "arn:aws:iam::aws:policy/";
  private static final int PAGE = 1000;
  private static final int PAGE_UNASKED = 100;
  private static final int ATTACHED = 10;
  private static final int INLINE_SIZE = 10240;
  private final Roles roles;
  private final InstanceProfiles profiles;

  /** Creates the service, without any role. */
  public SimulatedIam(Account account) {
    roles = new Roles(account);
    profiles = new InstanceProfiles(account);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateRoleResponse createRole(CreateRoleRequest request) {
    return CreateRoleResponse.builder().role(roles.create(request)).build();
  }

  @Override
  public CreateServiceLinkedRoleResponse createServiceLinkedRole(
      CreateServiceLinkedRoleRequest request) {
    return CreateServiceLinkedRoleResponse.builder()
        .role(roles.createServiceLinked(request))
        .build();
  }

  @Override
  public GetRoleResponse getRole(GetRoleRequest request) {
    return GetRoleResponse.builder().role(roles.find(request.roleName()).full()).build();
  }

  @Override
  public ListRolesResponse listRoles(ListRolesRequest request) {
    Pages.Page<Role> page =
        page(roles.list(request.pathPrefix()), request.marker(), request.maxItems());
    return ListRolesResponse.builder()
        .roles(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request) {
    Role changed = roles.updateDescription(request.roleName(), request.description());
    return UpdateRoleDescriptionResponse.builder().role(changed).build();
  }

  @Override
  public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
    roles.update(request);
    return UpdateRoleResponse.builder().build();
  }

  @Override
  public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(
      UpdateAssumeRolePolicyRequest request) {
    roles.updateTrust(request.roleName(), request.policyDocument());
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  @Override
  public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
    StoredRole role = roles.modifiable(request.roleName());
    if (!profiles.of(role.role).isEmpty()) {
      throw conflict("must remove roles from instance profile first.");
    }
    if (!role.attached.isEmpty()) {
      throw conflict("must detach all policies first.");
    }
    if (!role.inline.isEmpty()) {
      throw conflict("must delete policies first.");
    }
    roles.delete(request.roleName());
    return DeleteRoleResponse.builder().build();
  }

  @Override
  public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    StoredRole role = roles.modifiable(request.roleName());
    String arn = policyArn(request.policyArn());
    if (!arn.startsWith(AWS_POLICY)) {
      throw IamError.notFound("Policy " + arn + " does not exist or is not attachable.");
    }
    if (!role.attached.contains(arn) && role.attached.size() >= ATTACHED) {
      throw IamError.raise(
          LimitExceededException.builder(), "Cannot exceed quota for PoliciesPerRole: " + ATTACHED);
    }
    role.attached.add(arn);
    return AttachRolePolicyResponse.builder().build();
  }

  @Override
  public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
    StoredRole role = roles.modifiable(request.roleName());
    if (!role.attached.remove(policyArn(request.policyArn()))) {
      throw IamError.notFound("Policy " + request.policyArn() + " was not found.");
    }
    return DetachRolePolicyResponse.builder().build();
  }

  @Override
  public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    List<AttachedPolicy> attached = roles.find(request.roleName()).attached.stream()
        .map(arn -> AttachedPolicy.builder()
            .policyArn(arn)
            .policyName(arn.substring(arn.lastIndexOf('/') + 1))
            .build())
        .toList();
    Pages.Page<AttachedPolicy> page = page(attached, request.marker(), request.maxItems());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    StoredRole role = roles.modifiable(request.roleName());
    Names.check("policyName", request.policyName(), 128);
    role.inline.put(
        request.policyName(), PolicyDocument.inline(request.policyDocument(), INLINE_SIZE));
    return PutRolePolicyResponse.builder().build();
  }

  @Override
  public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    StoredRole role = roles.find(request.roleName());
    checkInline(role, request.policyName());
    return GetRolePolicyResponse.builder()
        .roleName(role.role.roleName())
        .policyName(request.policyName())
        .policyDocument(PolicyDocument.encoded(role.inline.get(request.policyName())))
        .build();
  }

  @Override
  public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
    Pages.Page<String> page = page(
        List.copyOf(roles.find(request.roleName()).inline.keySet()),
        request.marker(),
        request.maxItems());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
    StoredRole role = roles.modifiable(request.roleName());
    checkInline(role, request.policyName());
    role.inline.remove(request.policyName());
    return DeleteRolePolicyResponse.builder().build();
  }

  @Override
  public TagRoleResponse tagRole(TagRoleRequest request) {
    roles.modifiable(request.roleName()).tag(request.tags());
    return TagRoleResponse.builder().build();
  }

  @Override
  public UntagRoleResponse untagRole(UntagRoleRequest request) {
    roles.modifiable(request.roleName()).tags.keySet().removeAll(request.tagKeys());
    return UntagRoleResponse.builder().build();
  }

  @Override
  public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
    Pages.Page<Tag> page =
        page(roles.find(request.roleName()).tagList(), request.marker(), request.maxItems());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request) {
    return CreateInstanceProfileResponse.builder()
        .instanceProfile(profiles.create(request.instanceProfileName()))
        .build();
  }

  @Override
  public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(
      AddRoleToInstanceProfileRequest request) {
    profiles.add(
        request.instanceProfileName(), roles.modifiable(request.roleName()).brief());
    return AddRoleToInstanceProfileResponse.builder().build();
  }

  @Override
  public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
      RemoveRoleFromInstanceProfileRequest request) {
    profiles.remove(
        request.instanceProfileName(), roles.find(request.roleName()).brief());
    return RemoveRoleFromInstanceProfileResponse.builder().build();
  }

  @Override
  public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
      ListInstanceProfilesForRoleRequest request) {
    Pages.Page<InstanceProfile> page = page(
        profiles.of(roles.find(request.roleName()).role), request.marker(), request.maxItems());
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.nextToken())
        .build();
  }

  private static <T> Pages.Page<T> page(
      List<T> items, @Nullable String marker, @Nullable Integer max) {
    if (max != null && (max < 1 || max > PAGE)) {
      throw IamError.validation("1 validation error detected: Value '"
          + max
          + "' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and "
          + PAGE);
    }
    try {
      return Pages.page(items, marker, max == null ? PAGE_UNASKED : max, PAGE);
    } catch (AwsServiceException invalidToken) {
      throw IamError.validation(invalidToken.awsErrorDetails().errorMessage());
    }
  }

  private static String policyArn(@Nullable String arn) {
    if (arn == null || !arn.matches("arn:aws:iam::(aws|\\d{12}):policy/\\S+")) {
      throw IamError.raise(InvalidInputException.builder(), "ARN " + arn + " is not valid.");
    }
    return arn;
  }

  private static void checkInline(StoredRole role, String name) {
    if (name == null || !role.inline.containsKey(name)) {
      throw IamError.notFound("The role policy with name " + name + " cannot be found.");
    }
  }

  private static RuntimeException conflict(String what) {
    return IamError.raise(DeleteConflictException.builder(), "Cannot delete entity, " + what);
  }
}
