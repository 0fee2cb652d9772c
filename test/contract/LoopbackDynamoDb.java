import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Starts DynamoDB Local on a free port of the loopback address: its own command line can only listen on all addresses.
 * Prints the port, and ends when its standard input does, so it never outlives the tests.
 */
public class LoopbackDynamoDb {
  public static void main(String[] arguments) throws Exception {
    var proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
    for (var field : proxy.getClass().getDeclaredFields()) {
      if (!Server.class.isAssignableFrom(field.getType())) continue;
      field.setAccessible(true);
      var connector = (ServerConnector) ((Server) field.get(proxy)).getConnectors()[0];
      connector.setHost("127.0.0.1");
      connector.setPort(0);
      proxy.start();
      System.out.println("LISTENING " + connector.getLocalPort());
      while (System.in.read() != -1) {}
      System.exit(0);
    }
    throw new IllegalStateException("This DynamoDB Local has no server that can be bound to the loopback address");
  }
}
