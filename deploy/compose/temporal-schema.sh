# Brings Temporal's tables to the version of the image; may run any number of times.
set -eu
migrate() {
  SQL_DATABASE=$1
  export SQL_DATABASE
  # Leaves a database that has tables as it is.
  temporal-sql-tool setup-schema -v 0.0
  temporal-sql-tool update-schema --schema-name "$2"
}
migrate temporal postgresql/v12/temporal
migrate temporal_visibility postgresql/v12/visibility
