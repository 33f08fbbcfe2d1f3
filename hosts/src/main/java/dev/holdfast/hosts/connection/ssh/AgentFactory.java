package dev.holdfast.hosts.connection.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Reaches the user's agent by its socket. The agent is never forwarded to hosts.
final class AgentFactory implements SshAgentFactory {
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final Path socket;

  AgentFactory(Path socket) {
    this.socket = socket;
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
    return new Agent(socket);
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("agents are not forwarded");
  }

  /// One conversation with the agent: a length and a message each way.
  private static final class Agent extends AbstractAgentProxy {
    private final SocketChannel channel;

    Agent(Path socket) throws IOException {
      super(null);
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException fault) {
        channel.close();
        throw fault;
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    protected synchronized Buffer request(Buffer request) throws IOException {
      ByteBuffer question = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
      while (question.hasRemaining()) {
        channel.write(question);
      }
      int length = read(4).getInt();
      if (length < 0 || length > LONGEST_ANSWER) {
        throw new IOException("the agent gave an answer that is too long");
      }
      return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new EOFException("the agent closed the connection");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      super.close();
    }
  }
}
