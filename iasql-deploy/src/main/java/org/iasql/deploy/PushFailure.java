package org.iasql.deploy;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.iasql.core.IasqlException;
import org.iasql.quickstart.ImageTarget;

/** Says why a registry did not take an image, or has no base image, in a sentence without secrets. */
record PushFailure(
    RegistryLogin login,
    ImageTarget target,
    ImageReference reference,
    Optional<ImageReference> base) {

  IasqlException explain(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !cause.getClass().getName().contains(".jib.")) {
      cause = cause.getCause();
    }
    List<String> texts = texts(failure);
    String text = sentence(cause, String.join(" | ", texts));
    return tells(texts) ? new IasqlException(hidden(text)) : new IasqlException(text, failure);
  }

  private String sentence(Throwable cause, String all) {
    if (cause instanceof RegistryUnauthorizedException refusal) {
      return isBase(refusal.getImageReference()) ? baseRefused() : targetRefused(status(refusal));
    }
    if (cause instanceof RegistryAuthenticationFailedException) {
      return isBase(all) ? baseRefused() : targetRefused(401);
    }
    if (cause instanceof RegistryCredentialsNotSentException) {
      return "Registry '%s' speaks HTTP without TLS and asks for a password, which is not sent that way. Give it a certificate, which on this machine may be any, and use https."
          .formatted(login.host());
    }
    if (cause instanceof InsecureRegistryException) {
      return "Registry '%s' could not be believed: it speaks no TLS, or its certificate is not from an authority that Java knows. Check the address, or add the authority to Java's trust store."
          .formatted(isBase(all) ? base.orElseThrow().getRegistry() : login.host());
    }
    if (all.contains("in the base image") || all.contains("PlatformNotFound")) {
      return "Base image '%s' is not there for linux/amd64, which the stack's tasks run on. Choose one that is."
          .formatted(baseName());
    }
    if (base.isPresent() && all.contains("pull image manifest")) {
      return "Base image '%s' was not found: %s. Check its name and tag with 'docker manifest inspect %1$s', or take it from a file: baseImage(Path)."
          .formatted(baseName(), last(all));
    }
    if (all.contains("already exists") && all.contains("immutable")) {
      return "Repository '%s' has an image with tag '%s' already, and its tags are immutable. Choose another tag, or set repository.image_tag_mutability to MUTABLE and apply."
          .formatted(target.repository(), target.tag());
    }
    if (all.contains("NAME_UNKNOWN") || all.contains("does not exist in the registry")) {
      return "Registry '%s' has no repository '%s'. Its row may be there when AWS's repository is not: SELECT * FROM iasql_plan_apply() shows it, and an apply makes it anew."
          .formatted(login.host(), target.repository());
    }
    if (cause instanceof IOException) {
      return unreachable(all);
    }
    return "Image '%s' was refused by registry '%s': %s. Check the tag and the repository's settings, and push again."
        .formatted(target.reference(), login.host(), last(all));
  }

  /** Throws if the registry, or that of the base image, is not there. */
  void checkReach() {
    RegistryReach.obstacle(login.host()).ifPresent(why -> {
      throw new IasqlException(noTarget(why));
    });
    base.ifPresent(from -> RegistryReach.obstacle(from.getRegistry()).ifPresent(why -> {
      throw new IasqlException(noBase(why));
    }));
  }

  private String unreachable(String all) {
    return base.map(ImageReference::getRegistry)
            .filter(from -> !from.equals(login.host()))
            .filter(all::contains)
            .isPresent()
        ? noBase(last(all))
        : noTarget(last(all));
  }

  private String noBase(String why) {
    return "Base image '%s' could not be pulled: registry '%s' does not answer (%s). Check the way to it, or take the base from a file: baseImage(Path)."
        .formatted(baseName(), base.orElseThrow().getRegistry(), why);
  }

  private String noTarget(String why) {
    return "Image '%s' could not be pushed: registry '%s' does not answer (%s). Check the way to it, such as a proxy, and push again."
        .formatted(target.reference(), login.host(), why);
  }

  private static int status(RegistryUnauthorizedException refusal) {
    return refusal.getCause() instanceof ResponseException answer ? answer.getStatusCode() : 401;
  }

  private String targetRefused(int status) {
    return status == 403
        ? "Registry '%s' does not allow these credentials to push to '%s' (HTTP 403). For ECR the policy needs ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:BatchGetImage and ecr:PutImage."
            .formatted(login.host(), target.repository())
        : "Registry '%s' refuses the credentials of '%s' (HTTP %d). Check which AWS account and region they are of; a token of ECR lasts twelve hours."
            .formatted(login.host(), login.user(), status);
  }

  private String baseRefused() {
    return "Registry '%s' refuses to give base image '%s' away: it is not there, or it wants a login. Check its name, or log in with 'docker login %1$s', whose configuration is read."
        .formatted(base.orElseThrow().getRegistry(), baseName());
  }

  private boolean isBase(String text) {
    return base.filter(from -> text.contains(from.getRegistry() + "/" + from.getRepository()))
        .filter(from -> !from.getRepository().equals(reference.getRepository()))
        .isPresent();
  }

  private String baseName() {
    return base.map(ImageReference::toString).orElse("scratch");
  }

  private static String last(String all) {
    return all.replaceFirst(".* \\| ", "").strip().replaceFirst("\\.$", "");
  }

  private static List<String> texts(Throwable failure) {
    List<String> texts = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      texts.add(String.valueOf(cause.getMessage()).replaceAll("\\s+", " "));
    }
    return texts;
  }

  private boolean tells(List<String> texts) {
    return texts.stream().anyMatch(text -> !hidden(text).equals(text));
  }

  private String hidden(String text) {
    String basic = Base64.getEncoder()
        .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
    return login.password().isEmpty()
        ? text
        : text.replace(login.password(), "***").replace(basic, "***");
  }
}
