import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Sockets of PostgreSQL's JDBC driver that are a unix socket: the private
 * server listens on no network.  socketFactoryArg is the path.
 */
public final class UnixSocketFactory extends SocketFactory {
	private final String path;

	public UnixSocketFactory(String path) {
		this.path = path;
	}

	@Override
	public Socket createSocket() throws IOException {
		return new UnixSocket(path);
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return createSocket();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		return createSocket();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return createSocket();
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
		return createSocket();
	}

	/** What the driver asks of a socket, over a channel that never blocks. */
	private static final class UnixSocket extends Socket {
		private final SocketChannel channel;
		private final Selector readable = Selector.open();
		private final Selector writable = Selector.open();
		private int timeout;

		UnixSocket(String path) throws IOException {
			channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
			channel.configureBlocking(false);
			channel.register(readable, SelectionKey.OP_READ);
			channel.register(writable, SelectionKey.OP_WRITE);
		}

		@Override
		public InputStream getInputStream() {
			return new InputStream() {
				@Override
				public int read() throws IOException {
					byte[] one = new byte[1];
					return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					for (;;) {
						int count = channel.read(ByteBuffer.wrap(bytes, offset, length));
						if (count != 0 || length == 0)
							return count;
						if (readable.select(timeout) == 0 && timeout > 0)
							throw new SocketTimeoutException();
						readable.selectedKeys().clear();
					}
				}
			};
		}

		@Override
		public OutputStream getOutputStream() {
			return new OutputStream() {
				@Override
				public void write(int one) throws IOException {
					write(new byte[] {(byte) one}, 0, 1);
				}

				@Override
				public void write(byte[] bytes, int offset, int length) throws IOException {
					ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
					while (channel.write(rest) >= 0 && rest.hasRemaining()) {
						writable.select();
						writable.selectedKeys().clear();
					}
				}
			};
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public boolean isClosed() {
			return !channel.isOpen();
		}

		@Override
		public void close() throws IOException {
			readable.close();
			writable.close();
			channel.close();
		}

		@Override
		public void setSoTimeout(int milliseconds) {
			timeout = milliseconds;
		}

		@Override
		public int getSoTimeout() {
			return timeout;
		}

		@Override
		public void setTcpNoDelay(boolean on) {
		}

		@Override
		public void setKeepAlive(boolean on) {
		}

		@Override
		public int getSendBufferSize() {
			return 8192;
		}

		@Override
		public int getReceiveBufferSize() {
			return 8192;
		}
	}
}
