package org.iasql.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Whether a registry can be connected to at all: Jib tries for a minute before it says that it cannot. */
final class RegistryReach {
  private static final int TIMEOUT_MILLIS = 5000;

  private RegistryReach() {}

  /** Why nothing is at the other end, if so. What is behind a proxy is not looked at. */
  static Optional<String> obstacle(String host) {
    URI uri = URI.create("https://" + host);
    boolean direct = Optional.ofNullable(ProxySelector.getDefault()).stream()
        .flatMap(selector -> selector.select(uri).stream())
        .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    if (!direct || uri.getHost() == null) {
      return Optional.empty();
    }
    InetSocketAddress address =
        new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 443 : uri.getPort());
    if (address.isUnresolved()) {
      return Optional.of("its name has no address");
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
