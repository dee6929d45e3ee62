import {
  type IndexReport,
  type InspectIndexDependencies,
  inspectIndex,
  reportOf,
} from './inspect-index';

/** Compares a page of the index with the topics, and reports the differences. */
export function verifyIndex(dependencies: InspectIndexDependencies) {
  return async (startAfter?: string): Promise<IndexReport> =>
    reportOf(await inspectIndex(dependencies, startAfter));
}
