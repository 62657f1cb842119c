import { defineConfig } from "drizzle-kit";

// The tables are read, never pushed: modules make them, and iasql_install() installs modules.
export default defineConfig({
  dialect: "postgresql",
  out: "./drizzle",
  schemaFilter: ["public"],
  dbCredentials: { url: process.env.DATABASE_URL! },
});
