// English words for recorded traffic under another policy.

export const en = {
  'about.replay':
    'say which recorded flows would get another verdict: under policy files, in another revision, with other groups',
  'argument.replayLeft': 'what was in force: revision, group, or files with commas',
  'argument.replayRight': 'what they are judged by instead: revision or `now`, group, files',
  'option.flows':
    "flow log: JSON lines of ours, or what Alibaba or Tencent record; the server's own when left out; may stand there several times",
  'option.replayEni': 'only records of this interface',
  'replay.kinds': 'name policy files (-f), or what to compare: two revisions, or groups and files',
  'replay.filesNeedFlows': 'files alone hold no traffic: name a flow log with --flows',
  'replay.none': 'no recorded flow would get another verdict ({{flows}} records)',
  'replay.title': 'of {{flows}} recorded flows {{closed}} would be dropped, {{opened}} accepted:',
  'replay.opens': '+ {{flows}} accepted, {{direction}} of {{who}}',
  'replay.closes': '- {{flows}} dropped, {{direction}} of {{who}}',
  'replay.example': '{{packet}}  {{count}} ×, last {{last}}, recorded: {{recorded}}',
  'replay.noTime': 'at an unknown time',
  'replay.noAction': 'not said',
  'replay.moreFlows': 'more different flows: {{count}}',
  'replay.unplaced': 'different flows with none of these interfaces at either end: {{count}}',
  'replay.undecided': '? different flows not looked into in time: {{count}}',
  'replay.unknown': '? recorded flows could not be judged in time',
  'replay.answers': 'records of answers within sessions, which no rule is asked about: {{count}}',
  'replay.empty': 'records without a packet: {{count}}',
  'replay.someEni': 'an interface that comes or goes',
  'replay.noLog':
    'the flow log is empty: hosts record what they drop unless MENSHEN_FLOW_LOG=off, and what they accept with MENSHEN_FLOW_LOG=all',
}
