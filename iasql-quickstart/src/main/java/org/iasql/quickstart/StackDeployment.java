package org.iasql.quickstart;

import java.net.http.HttpClient;
import org.iasql.core.IasqlException;

/**
 * What a stack needs of AWS once its rows are applied: a registry that takes its image, and what ECS
 * and the load balancer say of its tasks. Module {@code iasql-deploy} has the one for AWS; this
 * module needs neither AWS's SDK nor what builds images.
 */
public interface StackDeployment {
  /**
   * Builds an image and pushes it, without Docker.
   *
   * @throws IasqlException saying what is wrong with the files, the base image or the registry's answer
   */
  PushedImage push(ImageSource source, ImageTarget target);

  /**
   * Looks at a service and its targets.
   *
   * @throws IasqlException if AWS refuses the reads, or does not answer
   */
  ServiceState look(ServiceTarget service);

  /** Returns what the health URL is asked with, such as a client that knows a proxy. */
  HttpClient http();
}
