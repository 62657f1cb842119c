package org.iasql.benchmark.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** The driver's sockets of one {@link Life}: they are closed when it ends. */
public final class MortalSockets extends SocketFactory {
  private final String number;

  /** @param number of the life; the driver gives what the url's {@code socketFactoryArg} says */
  public MortalSockets(String number) {
    this.number = number;
  }

  @Override
  public Socket createSocket() throws IOException {
    Life life = Life.of(number).orElseThrow(() -> new IOException("this engine was killed"));
    Socket socket = new MortalSocket(life);
    life.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw new IOException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw new IOException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw new IOException("the driver connects by itself");
  }

  private static final class MortalSocket extends Socket {
    private final Life life;

    private MortalSocket(Life life) {
      this.life = life;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          if (!life.message()) {
            throw new IOException("this engine was killed");
          }
          out.write(bytes, offset, length);
        }
      };
    }
  }
}
