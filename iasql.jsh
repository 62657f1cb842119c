// IaSQL in jshell: './iasql jshell', or jshell --class-path ... --startup DEFAULT --startup iasql.jsh
import org.iasql.core.*;
import org.iasql.core.resource.*;
import org.iasql.aws.account.*;
import org.iasql.aws.acm.*;
import org.iasql.aws.cloudwatchlogs.*;
import org.iasql.aws.ec2.*;
import org.iasql.aws.ecr.*;
import org.iasql.aws.ecs.*;
import org.iasql.aws.elb.*;
import org.iasql.aws.iam.*;
import org.iasql.aws.rds.*;
import org.iasql.engine.*;
import org.iasql.local.*;
import org.iasql.local.aws.*;
import org.iasql.quickstart.*;

/** Starts PostgreSQL, a simulated AWS account and an engine; all of it ends with jshell. */
LocalIasql local() {
  LocalIasql local = LocalIasql.start();
  System.out.println("psql " + local.url());
  return local;
}

/** Connects to a database whose engine runs: jdbc:postgresql://host/database, or psql's postgresql://user:password@host/database. */
Iasql connect(String url) {
  var builder = Iasql.builder();
  if (url.startsWith("jdbc:")) {
    return builder.url(url).build();
  }
  var address = java.net.URI.create(url);
  if (address.getUserInfo() != null) {
    String[] login = address.getUserInfo().split(":", 2);
    builder.user(login[0]);
    if (login.length == 2) {
      builder.password(login[1]);
    }
  }
  String port = address.getPort() < 0 ? "" : ":" + address.getPort();
  return builder.url("jdbc:postgresql://" + address.getHost() + port + address.getPath()).build();
}

/** Prints what a function returned, as psql would: show(iasql.planApply()). */
void show(List<? extends Record> rows) {
  System.out.print(TextTable.of(rows));
}

/** Prints the result of a query, as psql would: show(iasql, "SELECT * FROM repository"). */
void show(Iasql iasql, String query) {
  TextTable table = iasql.withHandle(handle -> TextTable.query(handle, query));
  System.out.print(table);
}
