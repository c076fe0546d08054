// Public images under names that real clients look for; instances here are empty network namespaces whatever they run.

export interface Image {
  readonly id: string
  readonly family: string
  /** GiB. */
  readonly size: number
  readonly os: 'linux' | 'windows'
  readonly architecture: 'x86_64' | 'arm64'
  readonly platform: string
  readonly osName: string
  readonly owner: 'system' | 'self'
  /** `2024-09-26`. */
  readonly made: string
}

type Row = readonly [id: string, family: string, size: number, platform: string, osName: string]

const ROWS: readonly Row[] = [
  [
    'aliyun_3_x64_20G_alibase_20240819.vhd',
    'acs:alibaba_cloud_linux_3_2104_lts_x64',
    20,
    'Aliyun',
    'Alibaba Cloud Linux  3.2104 LTS 64bit',
  ],
  [
    'aliyun_3_arm64_20G_alibase_20240819.vhd',
    'acs:alibaba_cloud_linux_3_2104_lts_arm64',
    20,
    'Aliyun',
    'Alibaba Cloud Linux  3.2104 LTS 64bit for ARM',
  ],
  [
    'aliyun_2_1903_x64_20G_alibase_20240628.vhd',
    'acs:alibaba_cloud_linux_2_1903_lts_x64',
    20,
    'Aliyun',
    'Alibaba Cloud Linux  2.1903 LTS 64bit',
  ],
  ['ubuntu_24_04_x64_20G_alibase_20240812.vhd', 'acs:ubuntu_24_04_x64', 20, 'Ubuntu', 'Ubuntu  24.04 64bit'],
  ['ubuntu_22_04_x64_20G_alibase_20240710.vhd', 'acs:ubuntu_22_04_x64', 20, 'Ubuntu', 'Ubuntu  22.04 64bit'],
  [
    'ubuntu_22_04_arm64_20G_alibase_20240710.vhd',
    'acs:ubuntu_22_04_arm64',
    20,
    'Ubuntu',
    'Ubuntu  22.04 64bit for ARM',
  ],
  ['ubuntu_20_04_x64_20G_alibase_20240925.vhd', 'acs:ubuntu_20_04_x64', 20, 'Ubuntu', 'Ubuntu  20.04 64bit'],
  ['ubuntu_18_04_x64_20G_alibase_20240819.vhd', 'acs:ubuntu_18_04_x64', 20, 'Ubuntu', 'Ubuntu  18.04 64bit'],
  ['debian_12_6_x64_20G_alibase_20240711.vhd', 'acs:debian_12_6_x64', 20, 'Debian', 'Debian  12.6 64bit'],
  ['centos_7_9_x64_20G_alibase_20240628.vhd', 'acs:centos_7_9_x64', 20, 'CentOS', 'CentOS  7.9 64bit'],
  [
    'centos_stream_9_x64_20G_alibase_20240715.vhd',
    'acs:centos_stream_9_x64',
    20,
    'CentOS Stream',
    'CentOS Stream  9 64bit',
  ],
  [
    'win2022_21H2_x64_dtc_zh-cn_40G_alibase_20240813.vhd',
    'acs:windows_2022_64',
    40,
    'Windows Server 2022',
    'Windows Server  2022 64bit',
  ],
  [
    'win2019_1809_x64_dtc_en-us_40G_alibase_20240813.vhd',
    'acs:windows_2019_64',
    40,
    'Windows Server 2019',
    'Windows Server  2019 64bit',
  ],
]

export const IMAGES: readonly Image[] = ROWS.map(([id, family, size, platform, osName]) => ({
  id,
  family,
  size,
  platform,
  osName,
  owner: 'system',
  os: id.startsWith('win') ? 'windows' : 'linux',
  architecture: id.includes('arm64') ? 'arm64' : 'x86_64',
  made: (/(\d{4})(\d\d)(\d\d)\.vhd$/.exec(id) ?? []).slice(1).join('-'),
}))
