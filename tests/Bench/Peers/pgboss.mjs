// How long pg-boss needs for so many jobs that do nothing: put in, fetched and completed by as many processes as are asked for, in batches, as its documentation advises,
// unless it is asked for another size of them. Called with a connection string; asked on standard input by lines of "JOBS PROCESSES [BATCH]", it answers each with seconds.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import PgBoss from "pg-boss";

const queue = "nudges";
const usual = 500;

async function boss(options) {
  const one = new PgBoss({ connectionString: process.argv[2], ...options });
  one.on("error", error => console.error(error));
  return await one.start();
}

// A process of its own: takes until there is nothing left.
async function work() {
  const mine = await boss({ supervise: false, schedule: false });
  process.on("message", async batch => {
    for (let jobs; (jobs = await mine.fetch(queue, { batchSize: batch })).length > 0; ) await mine.complete(queue, jobs.map(job => job.id));
    process.send("empty");
  });
  process.on("disconnect", () => process.exit());
  process.send("ready");
}

async function answer() {
  const mine = await boss({});
  await mine.createQueue(queue);
  const workers = [];
  for await (const line of createInterface({ input: process.stdin })) {
    const [jobs, processes, batch = usual] = line.split(" ").map(Number);
    for (; workers.length < processes; ) {
      const worker = fork(fileURLToPath(import.meta.url), [process.argv[2], "work"]);
      await once(worker, "message");
      workers.push(worker);
    }
    const begun = performance.now();
    for (let at = 0; at < jobs; at += batch)
      await mine.insert(Array.from({ length: Math.min(batch, jobs - at) }, (_, n) => ({ name: queue, data: { nudge: at + n } })));
    const ends = workers.map(worker => once(worker, "message"));
    for (const worker of workers) worker.send(batch);
    await Promise.all(ends);
    console.log((performance.now() - begun) / 1000);
    const left = await mine.getQueueSize(queue);
    if (left > 0) throw new Error(`${left} jobs were not done`);
  }
  for (const worker of workers) worker.disconnect();
  await mine.stop({ graceful: false });
}

await (process.argv[3] === "work" ? work() : answer());
