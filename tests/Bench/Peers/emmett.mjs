// How many durable appends a second emmett does: votes like ours, one event each, at an expected version, every caller waiting for its own answer.
// Called with a connection string; asked on standard input by lines of "CALLERS SECONDS", it answers each with a rate.
import { getPostgreSQLEventStore } from "@event-driven-io/emmett-postgresql";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import pg from "pg";

const versionsOfAStream = 4;
const member = randomUUID();
// As many connections as pgbench has: its default of ten would hold it back.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 32 });
const store = getPostgreSQLEventStore(process.argv[2], { connectionOptions: { pool } });

async function walk(until) {
  let done = 0;
  for (let stream, version = versionsOfAStream; performance.now() < until; done++) {
    if (version === versionsOfAStream) [stream, version] = [`vote-${randomUUID()}`, 0];
    const data = { initiative: randomUUID(), member, municipality: "astorp", stance: "Support", before: null };
    const expectedStreamVersion = version === 0 ? "STREAM_DOES_NOT_EXIST" : BigInt(version);
    await store.appendToStream(stream, [{ type: "vote-cast", data }], { expectedStreamVersion });
    version++;
  }
  return done;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [callers, seconds] = line.split(" ").map(Number);
  const begun = performance.now();
  const done = await Promise.all(Array.from({ length: callers }, () => walk(begun + seconds * 1000)));
  console.log(done.reduce((sum, one) => sum + one, 0) / ((performance.now() - begun) / 1000));
}
await pool.end();
