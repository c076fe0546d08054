// Reports of self-diagnosis as Alibaba shows them: one metric per service that was asked about.

import type { DiagnosticReport, DiagnosticResult } from '../../../../core/model/diagnosticReport.ts'
import { formatTime } from '../../time.ts'
import { CATEGORY, metricOf } from './diagnosticMetrics.ts'

const metricId = ({ service }: DiagnosticResult): string => metricOf(service)

/** A report that could ask about nothing, as its source is nobody or several, calls nothing normal. */
export function severityOf({ results }: DiagnosticReport): 'Unknown' | 'Normal' | 'Warn' {
  if (results.length === 0) return 'Unknown'
  return results.every(({ open }) => open) ? 'Normal' : 'Warn'
}

export const reportAnswer = (report: DiagnosticReport) => ({
  ReportId: report.id,
  ResourceId: report.instanceId,
  ResourceType: 'instance',
  MetricSetId: report.metricSetId,
  StartTime: report.startTime,
  EndTime: report.endTime,
  CreationTime: formatTime(report.createdAt),
  // Made and finished in one call: nothing is ever in progress.
  FinishedTime: formatTime(report.createdAt),
  Status: 'Finished',
  Severity: severityOf(report),
})

export const issueAnswers = (report: DiagnosticReport) =>
  report.results
    .filter(({ open }) => !open)
    .map((result) => ({
      IssueId: `${metricId(result)}.Blocked`,
      MetricId: metricId(result),
      MetricCategory: CATEGORY,
      Severity: 'Warn',
    }))

export const metricResults = (report: DiagnosticReport) =>
  report.results.map((result) => ({
    MetricId: metricId(result),
    MetricCategory: CATEGORY,
    Severity: result.open ? 'Normal' : 'Warn',
    Status: 'Finished',
    Issues: {
      Issue: result.open
        ? []
        : [
            {
              IssueId: `${metricId(result)}.Blocked`,
              Severity: 'Warn',
              OccurrenceTime: formatTime(report.createdAt),
              Additional: JSON.stringify({ packet: result.packet, because: result.because }),
              // A rule or a membership would mend it; `menshen diagnose` names them.
              Repairable: true,
              RepairStatus: 'NotRepaired',
            },
          ],
    },
  }))
