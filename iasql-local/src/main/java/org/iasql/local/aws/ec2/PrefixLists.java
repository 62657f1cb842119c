package org.iasql.local.aws.ec2;

import java.util.List;
import java.util.stream.Stream;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/** The prefix lists that AWS itself keeps in a region; accounts have none of their own here. */
final class PrefixLists {
  private static final int PAGE = 100;
  private static final Filters<ManagedPrefixList> FILTERS = new Filters<ManagedPrefixList>()
      .on("owner-id", ManagedPrefixList::ownerId)
      .on("prefix-list-id", ManagedPrefixList::prefixListId)
      .on("prefix-list-name", ManagedPrefixList::prefixListName);
  private final List<ManagedPrefixList> lists;

  PrefixLists(Network network) {
    this.lists = Stream.of("s3", "dynamodb")
        .map(service -> ManagedPrefixList.builder()
            .prefixListId("pl-" + network.account.hex(8))
            .prefixListName("com.amazonaws." + network.region + "." + service)
            .ownerId("AWS")
            .addressFamily("IPv4")
            .state(PrefixListState.CREATE_COMPLETE)
            .build())
        .toList();
  }

  DescribeManagedPrefixListsResponse describe(DescribeManagedPrefixListsRequest request) {
    request.prefixListIds().forEach(this::check);
    List<ManagedPrefixList> found = lists.stream()
        .filter(list -> request.prefixListIds().isEmpty()
            || request.prefixListIds().contains(list.prefixListId()))
        .toList();
    Pages.Page<ManagedPrefixList> page = Pages.page(
        FILTERS.matching(found, request.filters()),
        request.nextToken(),
        request.maxResults(),
        PAGE);
    return DescribeManagedPrefixListsResponse.builder()
        .prefixLists(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  void check(String id) {
    if (lists.stream().noneMatch(list -> list.prefixListId().equals(id))) {
      throw Ec2Error.raise(
          "InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist");
    }
  }
}
