// Faults of VPCs, vSwitches and public addresses.

export type NetworkFault = { readonly name: 'vpcNotFound'; readonly vpcId: string }
