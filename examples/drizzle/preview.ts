import { sql, TransactionRollbackError } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, type QueryResult } from "pg";
import { securityGroup, securityGroupRule } from "./drizzle/schema";

// Shows what a new security group would mean for the account, and leaves no trace.
async function preview() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  const db = drizzle({ client: pool });
  try {
    await db.transaction(async (tx) => {
      const [group] = await tx.insert(securityGroup).values({ groupName: "drizzle" }).returning();
      await tx.insert(securityGroupRule).values({
        securityGroupId: group.id,
        isEgress: false,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.0.0.0/8",
      });
      console.log(`${group.groupName}: ${group.description}, region ${group.region}, VPC ${group.vpcId}`);
      const plan = (await tx.execute(sql`SELECT * FROM iasql_plan_apply()`)) as QueryResult;
      plan.rows.forEach((row) => console.log(row.action, row.table_name, row.description));
      tx.rollback();
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) {
      throw error;
    }
  } finally {
    const left = await db.$count(securityGroup, sql`group_name = 'drizzle'`);
    console.log(`${left} rows left`);
    await pool.end();
  }
}

preview();
