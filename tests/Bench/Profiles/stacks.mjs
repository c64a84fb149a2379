// Reads what perf script tells, keeps the threads that matter, shortens names, writes the same form anew, and beside it the share of each part.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name] = process.argv.slice(2);
// What loads the hub is no part of it, nor is what compiles, starts or draws.
const besides = /^(pgbench|node|vips|libvips|initdb|unshare|prlimit|pg_ctl|sh|test|chown|dotnet|\.NET (Tiered|SigHandler|Finalizer))/;
// A sample counts for what was running: the innermost frame that is one of these. Who called it tells little where one thing goes on when another is done.
const reading = "PostgreSQL: reading rows";
// By whom it is called tells after all where a row and its indexes are written: they look for the place by the same functions that read.
const writes = /^(ExecInsert|heap_(multi_)?insert|heap_update|_bt_doinsert)/;
const parts = [
  ["PostgreSQL: writing ahead", /^(XLog|Wal|pg_fsync|issue_xlog)/], ["PostgreSQL: JSON", /^(pg_parse_json|json_|jsonb?_|populate_record)/], [reading, /^(Exec|index_|heap_|btgettuple|_bt_)/],
  ["PostgreSQL: taking in copies", /^(CopyFrom|NextCopyFrom|DoCopy)/], ["PostgreSQL: matching words", /^(gin|ts_|TS_|tsvector|tsquery|checkcondition)/i],
  ["PostgreSQL: planning", /^(pg_plan|standard_planner|pg_parse_query|pg_analyze|BuildCachedPlan|GetCachedPlan)/], ["PostgreSQL: the rest", /^(PostgresMain|ServerLoop)/],
  ["collecting garbage", /^(WKS::|SVR::|gc_heap)/], ["JSON", /System\.Text\.Json/], ["Npgsql", /Npgsql/], ["Dapper", /Dapper/], ["sockets and TLS", /System\.Net\.(Sockets|Security)/],
  ["the event store", /Activation\.Store/], ["deciding", /Activation\.Domain/], ["pages and the hub", /Activation\.Web/], ["Razor and MVC", /AspNetCore\.(Mvc|Razor|Html)/],
  ["protecting and antiforgery", /AspNetCore\.(DataProtection|Antiforgery)/], ["signing in", /AspNetCore\.(Authentication|Authorization|Identity)/], ["Kestrel and routing", /AspNetCore/],
  ["the benchmark itself", /Activation\.Bench/], ["looking for work that is not there", /^(__sched_yield|sched_yield|do_sched_yield|__x64_sys_sched_yield)/], ["the kernel", /^(entry_SYSCALL|do_syscall|asm_)/],
];
const shares = new Map();
let sample = null, all = 0;

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === "") finish();
  else if (sample === null) sample = { head: line, thread: /^\s*(.+?)\s+\d+(?:\/\d+)?\s/.exec(line)?.[1].trim() ?? "", frames: [] };
  else sample.frames.push(/^\s*[0-9a-f]+\s+(.*)\s\((.*)\)$/.exec(line)?.slice(1, 3) ?? [line.trim(), ""]);
}
finish();
const lines = [...shares].sort((one, other) => other[1] - one[1]).map(([part, count]) => `${((100 * count) / all).toFixed(1).padStart(5)} %  ${part}`);
writeFileSync(new URL(`./${name}.txt`, import.meta.url), `${all} samples of two hundred a second, of all that ran\n\n${lines.join("\n")}\n`);

function finish() {
  const seen = sample;
  sample = null;
  if (seen === null || besides.test(seen.thread)) return;
  // The runtime's own frames have no names, and what calls itself is one.
  const frames = seen.frames.map(([symbol, place]) => [short(symbol), place]).filter(([symbol], at, all) => symbol !== "[unknown]" && symbol !== all[at - 1]?.[0]);
  all++;
  const part = frames.map(([symbol]) => parts.find(([, shape]) => shape.test(symbol))?.[0]).find(Boolean) ?? "what has no name";
  const counted = part === reading && frames.some(([symbol]) => writes.test(symbol)) ? "PostgreSQL: writing rows and their indexes" : part;
  shares.set(counted, (shares.get(counted) ?? 0) + 1);
  // Who draws takes a thread's name for one word.
  process.stdout.write(`${seen.head.replace(seen.thread, seen.thread.replace(/\s+/g, "_"))}\n${frames.map(([symbol, place]) => `\t0 ${symbol} (${place.split("/").at(-1)})`).join("\n")}\n\n`);
}

// instance void [Assembly] Namespace.Type+<Method>d__1::MoveNext()[OptimizedTier1]+0x1f is Type.Method.
function short(symbol) {
  const plain = symbol.replace(/\+0x[0-9a-f]+$/, "").replace(/\[(Optimized|Quick|Pre|Instrumented|Unknown)[^\]]*\]$/, "");
  const method = /([\w.`]+(?:\+[\w.`<>]+)*)(?:\[[^\]]*\])?::(?:<?([\w.]+)>?[\w]*)\(/.exec(plain);
  if (method === null) return plain.replace(/[;()]/g, " ").trim();
  const own = /^(.*)\+<(\w+)>d[_\d`]*$/.exec(method[1]);
  return own ? `${own[1]}.${own[2]}` : `${method[1]}.${method[2]}`;
}
