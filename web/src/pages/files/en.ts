// English words of the page of import and export.

export const en = {
  'page.files': 'Import and export rules',
  'files.about':
    'In the formats of the cloud’s own console, JSON or CSV, also after a spreadsheet has been at the file.',
  'files.export': 'Export',
  'files.exportAll': 'Export all {{count}} rules',
  'files.import': 'Import',
  'files.drop': 'Drop a JSON or CSV file here, or click to choose one',
  'files.importAbout': 'New rules are added; nothing that is there is overwritten.',
  'files.template': 'A file to begin with',
  'files.importReplaces':
    'The file takes the place of all rules: what it does not name goes. A bad file changes nothing.',
  'files.replaced': '{{count}} rule(s) that are there now would go.',
  'files.keepFirst': 'Keep them in a file first',
  'files.row': 'Row',
  'files.outcome': 'Check',
  'files.added': 'will be added',
  'files.present': 'is there already',
  'files.repeated': 'repeated',
  'files.ignored': 'ignored',
  'files.refused': 'refused',
  'files.reason': 'Reason',
  'files.rule': 'Rule',
  'files.counts':
    '{{rows}} rows: {{added}} new, {{present}} there already, {{ignored}} ignored, {{refused}} refused',
  'files.keepGood': 'Import the good rows although others are refused',
  'files.start': 'Start the import',
} as const
