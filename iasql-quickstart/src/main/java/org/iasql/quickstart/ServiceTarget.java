package org.iasql.quickstart;

/**
 * Which service to look at.
 *
 * @param region its region
 * @param cluster the cluster's name
 * @param service the service's name
 * @param targetGroupArn where its tasks are registered
 */
public record ServiceTarget(String region, String cluster, String service, String targetGroupArn) {}
