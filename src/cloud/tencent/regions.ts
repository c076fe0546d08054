// Regions and zones under the names that real clients expect.

export interface Region {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Numbers of the zones: `ap-guangzhou-3`. */
  readonly zones: readonly number[]
  /** First four digits of each zone's own number: `100003`. */
  readonly zoneCode: number
}

const region = (id: string, zh: string, en: string, zones: readonly number[], zoneCode: number): Region => ({
  id,
  zh,
  en,
  zones,
  zoneCode,
})

export const REGIONS: readonly Region[] = [
  region('ap-bangkok', '亚太东南(曼谷)', 'Southeast Asia (Bangkok)', [1, 2], 230000),
  region('ap-beijing', '华北地区(北京)', 'North China (Beijing)', [1, 2, 3, 4, 5, 6, 7, 8], 800000),
  region('ap-chengdu', '西南地区(成都)', 'Southwest China (Chengdu)', [1, 2], 160000),
  region('ap-chongqing', '西南地区(重庆)', 'Southwest China (Chongqing)', [1], 190000),
  region('ap-guangzhou', '华南地区(广州)', 'South China (Guangzhou)', [1, 2, 3, 4, 5, 6, 7], 100000),
  region('ap-hongkong', '港澳台地区(中国香港)', 'Hong Kong (China)', [1, 2, 3], 300000),
  region('ap-jakarta', '亚太东南(雅加达)', 'Southeast Asia (Jakarta)', [1, 2], 720000),
  region('ap-nanjing', '华东地区(南京)', 'East China (Nanjing)', [1, 2, 3], 330000),
  region('ap-seoul', '亚太东北(首尔)', 'Northeast Asia (Seoul)', [1, 2], 180000),
  region('ap-shanghai', '华东地区(上海)', 'East China (Shanghai)', [1, 2, 3, 4, 5, 8], 200000),
  region('ap-singapore', '亚太东南(新加坡)', 'Southeast Asia (Singapore)', [1, 2, 3, 4], 900000),
  region('ap-tokyo', '亚太东北(东京)', 'Northeast Asia (Tokyo)', [1, 2], 250000),
  region('eu-frankfurt', '欧洲地区(法兰克福)', 'Europe (Frankfurt)', [1, 2], 170000),
  region('na-ashburn', '美国东部(弗吉尼亚)', 'Eastern US (Virginia)', [1, 2], 220000),
  region('na-siliconvalley', '美国西部(硅谷)', 'Western US (Silicon Valley)', [1, 2], 150000),
  region('sa-saopaulo', '南美地区(圣保罗)', 'South America (Sao Paulo)', [1], 740000),
]

const byId: ReadonlyMap<string, Region> = new Map(REGIONS.map((one) => [one.id, one]))

export const regionOf = (id: string): Region | undefined => byId.get(id)
export const isRegion = (id: string): boolean => byId.has(id)

export interface Zone {
  readonly id: string
  /** Its number, as text. */
  readonly number: string
  readonly zh: string
  readonly en: string
}

export const zonesOf = ({ id, zh, en, zones, zoneCode }: Region): readonly Zone[] =>
  zones.map((zone) => ({
    id: `${id}-${zone}`,
    number: String(zoneCode + zone),
    zh: `${cityOf(zh)}${CHINESE[zone] ?? zone}区`,
    en: `${cityOf(en)} Zone ${zone}`,
  }))

const CHINESE = '零一二三四五六七八九'
const cityOf = (name: string): string => /\((.+)\)/.exec(name)?.[1] ?? name

export const isZoneOf = (zone: string, regionId: string): boolean => {
  const found = regionOf(regionId)
  return found !== undefined && zonesOf(found).some(({ id }) => id === zone)
}
