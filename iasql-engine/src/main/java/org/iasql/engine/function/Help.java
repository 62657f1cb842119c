package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What {@code iasql_help()} says of each function. */
final class Help {
  private static final String[][] FUNCTIONS = {
    {
      "iasql_install",
      "iasql_install(VARIADIC modules text[])",
      "Creates the tables of modules, and of those that they need, and fills them with what the account has.",
      "SELECT * FROM iasql_install('aws_vpc', 'aws_ecr')"
    },
    {
      "iasql_uninstall",
      "iasql_uninstall(VARIADIC modules text[])",
      "Drops the tables of modules. Nothing is deleted in AWS.",
      "SELECT * FROM iasql_uninstall('aws_ecr')"
    },
    {
      "iasql_plan_apply",
      "iasql_plan_apply()",
      "Shows what iasql_apply() will do, uncommitted rows included. Also named iasql_preview_apply().",
      "SELECT * FROM iasql_plan_apply()"
    },
    {
      "iasql_plan_details",
      "iasql_plan_details()",
      "Shows each change of the plan with its row before and after, its order, its reason and its AWS calls.",
      "SELECT number, action, description, waits_for, calls FROM iasql_plan_details()"
    },
    {
      "iasql_plan_json",
      "iasql_plan_json()",
      "The same as one document, to be kept and given to iasql_apply_plan.",
      "SELECT iasql_plan_json()"
    },
    {
      "iasql_apply",
      "iasql_apply()",
      "Makes the account what the rows say, and fills in what AWS assigned.",
      "SELECT * FROM iasql_apply()"
    },
    {
      "iasql_apply_plan",
      "iasql_apply_plan(plan jsonb)",
      "Applies exactly a plan that was kept, or refuses and says what differs by now.",
      "SELECT * FROM iasql_apply_plan(iasql_plan_json())"
    },
    {
      "iasql_plan_sync",
      "iasql_plan_sync()",
      "Shows what iasql_sync() will do. Also named iasql_preview_sync().",
      "SELECT * FROM iasql_plan_sync()"
    },
    {
      "iasql_sync",
      "iasql_sync()",
      "Makes the rows what the account has. Rows that were never applied go away.",
      "SELECT * FROM iasql_sync()"
    },
    {
      "iasql_modules_list",
      "iasql_modules_list()",
      "Lists every module that can be installed.",
      "SELECT * FROM iasql_modules_list()"
    },
    {
      "iasql_modules_installed",
      "iasql_modules_installed()",
      "Lists the modules that are installed.",
      "SELECT * FROM iasql_modules_installed()"
    },
    {
      "delete_all_records",
      "delete_all_records()",
      "Deletes every row of every installed module. AWS hears of it with the next apply; a sync brings the rows back.",
      "SELECT delete_all_records()"
    },
    {
      "iasql_adopt",
      "iasql_adopt(table_name text, id integer)",
      "Takes over a resource that exists in AWS under the row's key and is not this database's.",
      "SELECT iasql_adopt('repository', 9)"
    },
    {
      "iasql_adopt_database",
      "iasql_adopt_database(decision text)",
      "Says what a copy of a managed database is: 'keep' if the original is gone, 'forget' if every resource stays the original's.",
      "SELECT iasql_adopt_database('forget')"
    },
    {
      "iasql_settle",
      "iasql_settle(opid uuid, confirm boolean DEFAULT false)",
      "Shows what settling an operation would undo that nobody settled for an hour; with confirm, it does so.",
      "SELECT * FROM iasql_settle('1e0c6a52-6f0f-4d0e-9f5e-2c1f0a3b7d11', true)"
    },
    {
      "iasql_status",
      "iasql_status()",
      "Lists the calls that run, wait or are not settled yet, and the steps of each, with how long they take. Needs no engine.",
      "SELECT * FROM iasql_status()"
    },
    {
      "iasql_cancel",
      "iasql_cancel(opid uuid)",
      "Stops a call that changes rows or the cloud; what it has done is undone, and its caller gets an error. True if it ran, false if it had only waited.",
      "SELECT iasql_cancel('1e0c6a52-6f0f-4d0e-9f5e-2c1f0a3b7d11')"
    },
    {"iasql_help", "iasql_help()", "Lists the functions.", "SELECT * FROM iasql_help()"},
    {
      "iasql_version",
      "iasql_version()",
      "The version of the engine that answers.",
      "SELECT * FROM iasql_version()"
    },
    {
      "iasql_upgrade",
      "iasql_upgrade()",
      "Brings the tables to the engine's version and keeps every row.",
      "SELECT * FROM iasql_upgrade()"
    },
  };

  private Help() {}

  static ArrayNode rows() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (String[] function : FUNCTIONS) {
      rows.addObject()
          .put("name", function[0])
          .put("signature", function[1])
          .put("description", function[2])
          .put("sample_usage", function[3]);
    }
    return rows;
  }
}
