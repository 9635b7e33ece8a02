// CPU time of a process, to the nanosecond where Linux tells it.

import { readFileSync, readdirSync } from 'node:fs';

/** What /proc counts `stat` in, on every Linux. */
const TICK_MS = 10;

/**
 * @typedef {object} Reading
 * @property {Map<string, number>} threads nanoseconds that each thread has run
 * @property {number} ticks milliseconds of the whole process, threads that have ended included
 */

/** @returns {string[]} the workerd processes that this one has started; none where there is no /proc */
export function workerds() {
  try {
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return stat.includes('(workerd)') && Number(stat.split(') ')[1].split(' ')[1]) === process.pid;
      } catch {
        return false;
      }
    });
  } catch {
    return [];
  }
}

/** @param {string} pid @returns {Reading} */
export function read(pid) {
  const threads = new Map();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
      threads.set(thread, Number(ran));
    } catch {
      // It has just ended, or this kernel keeps no such account.
    }
  }
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return { threads, ticks: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

/**
 * Milliseconds between two readings. The process's own account (`/proc/PID/schedstat`) is that of its
 * first thread only, so the threads are added up; where one has ended meanwhile its time is gone, and
 * the coarse account of the whole process stands in.
 * @param {Reading} before @param {Reading} after
 */
export function between(before, after) {
  const gone = [...before.threads.keys()].some((thread) => !after.threads.has(thread));
  if (gone || after.threads.size === 0) return after.ticks - before.ticks;
  let nanoseconds = 0;
  for (const [thread, ran] of after.threads) nanoseconds += ran - (before.threads.get(thread) ?? 0);
  return nanoseconds / 1e6;
}

/** @param {string} pid @returns {number} bytes of memory that the process has now */
export function resident(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}
