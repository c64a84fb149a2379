// What pg-boss needs for jobs that do nothing, fetched and completed by as many processes as are asked for, in batches, as its documentation advises, unless it is asked
// for another size of them. Called with a connection string; asked on standard input by lines, it answers each with a figure:
// "JOBS PROCESSES [BATCH]": all put in, then taken until there is nothing left: seconds.
// "closed ASKERS SECONDS PROCESSES BATCH": each of so many puts in a job, waits until it is run, and puts in the next; who takes them never pauses: jobs a second.
// "p50": from asked to run, the median of the last such: milliseconds.
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

// A process of its own: takes until there is nothing left, or, while it serves, until it is told to stop.
async function work() {
  const mine = await boss({ supervise: false, schedule: false });
  let serves = false;
  process.on("message", async told => {
    serves = told.serves;
    if (!told.batch) return;
    for (let jobs; (jobs = await mine.fetch(queue, { batchSize: told.batch })).length > 0 || serves; ) {
      if (jobs.length === 0) continue;
      if (serves) process.send({ run: jobs.map(job => job.data.asker) });
      await mine.complete(queue, jobs.map(job => job.id));
    }
    process.send("empty");
  });
  process.on("disconnect", () => process.exit());
  process.send("ready");
}

async function empty(mine, workers, jobs, batch) {
  const begun = performance.now();
  for (let at = 0; at < jobs; at += batch)
    await mine.insert(Array.from({ length: Math.min(batch, jobs - at) }, (_, n) => ({ name: queue, data: { nudge: at + n } })));
  const ends = workers.map(worker => once(worker, "message"));
  for (const worker of workers) worker.send({ batch, serves: false });
  await Promise.all(ends);
  return (performance.now() - begun) / 1000;
}

async function serve(mine, workers, askers, seconds, batch) {
  const waiting = [];
  const took = [];
  const hear = told => told.run?.forEach(asker => waiting[asker]());
  for (const worker of workers) worker.on("message", hear).send({ batch, serves: true });
  const begun = performance.now();
  const ask = async asker => {
    while (performance.now() < begun + seconds * 1000) {
      const asked = performance.now();
      const run = new Promise(resolve => (waiting[asker] = resolve));
      await mine.send(queue, { asker });
      await run;
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: askers }, (_, asker) => ask(asker)));
  const elapsed = (performance.now() - begun) / 1000;
  const ends = workers.map(worker => once(worker.off("message", hear), "message"));
  for (const worker of workers) worker.send({ serves: false });
  await Promise.all(ends);
  took.sort((one, other) => one - other);
  return { rate: took.length / elapsed, p50: took[Math.ceil(took.length / 2) - 1] };
}

async function answer() {
  const mine = await boss({});
  await mine.createQueue(queue);
  const workers = [];
  const hire = async processes => {
    for (; workers.length < processes; ) {
      const worker = fork(fileURLToPath(import.meta.url), [process.argv[2], "work"]);
      await once(worker, "message");
      workers.push(worker);
    }
  };
  let last;
  for await (const line of createInterface({ input: process.stdin })) {
    const [first, ...others] = line.split(" ");
    if (first === "p50") {
      console.log(last.p50);
    } else if (first === "closed") {
      const [askers, seconds, processes, batch] = others.map(Number);
      await hire(processes);
      last = await serve(mine, workers, askers, seconds, batch);
      console.log(last.rate);
    } else {
      const [processes, batch = usual] = others.map(Number);
      await hire(processes);
      console.log(await empty(mine, workers, Number(first), batch));
    }
    const left = await mine.getQueueSize(queue);
    if (left > 0) throw new Error(`${left} jobs were not done`);
  }
  for (const worker of workers) worker.disconnect();
  await mine.stop({ graceful: false });
}

await (process.argv[3] === "work" ? work() : answer());
