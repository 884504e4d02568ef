import org.neo4j.server.CommunityBootstrapper;
import org.neo4j.server.NeoBootstrapper;

/** Starts a Neo4j Community server: java -cp 'lib/*' Server.java --home-dir=DIR --config-dir=DIR/conf. */
public class Server {
    public static void main(String[] arguments) {
        int status = NeoBootstrapper.start(new CommunityBootstrapper(), arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
