import type { QueryResult, QueryResultRow } from 'pg';

/** A pg pool or client: all that the services of this folder need of the database. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
}
