// Public images under names that clients look for; instances here are empty network namespaces whatever they run.

export interface Image {
  readonly id: string
  readonly name: string
  readonly osName: string
  readonly platform: string
  readonly architecture: 'x86_64' | 'arm64'
  readonly loginUser: string
  /** GiB. */
  readonly size: number
}

type Row = readonly [id: string, name: string, platform: string, loginUser: string, size: number]

const ROWS: readonly Row[] = [
  ['img-eb30mz89', 'TencentOS Server 3.1 (TK4)', 'TencentOS', 'root', 20],
  ['img-9xqekomx', 'TencentOS Server 4 for x86_64', 'TencentOS', 'root', 20],
  ['img-487zeit5', 'Ubuntu Server 22.04 LTS 64bit', 'Ubuntu', 'ubuntu', 20],
  ['img-22trbn9x', 'Ubuntu Server 20.04 LTS 64bit', 'Ubuntu', 'ubuntu', 20],
  ['img-l8og963d', 'CentOS 7.9 64bit', 'CentOS', 'root', 20],
  ['img-6n21msk1', 'Debian 12.0 64bit', 'Debian', 'root', 20],
  ['img-mmytdhbn', 'Windows Server 2022 DataCenter 64bit', 'Windows', 'Administrator', 50],
]

export const IMAGES: readonly Image[] = ROWS.map(([id, name, platform, loginUser, size]) => ({
  id,
  name,
  osName: name,
  platform,
  architecture: 'x86_64',
  loginUser,
  size,
}))

const byId: ReadonlyMap<string, Image> = new Map(IMAGES.map((image) => [image.id, image]))

export const imageOf = (id: string): Image | undefined => byId.get(id)
