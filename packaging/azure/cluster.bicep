// A cluster with an OIDC issuer and the workload identity webhook. Only for a new cluster; on an existing one, use
// az aks update --enable-oidc-issuer --enable-workload-identity.
@description('Name of the AKS cluster')
param clusterName string = 'aks-blobdrop'

param location string = resourceGroup().location

@description('A VM size that is available to the subscription in this location')
param vmSize string = 'Standard_D2s_v5'

@minValue(1)
param nodeCount int = 2

resource cluster 'Microsoft.ContainerService/managedClusters@2024-02-01' = {
  name: clusterName
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: clusterName
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        osType: 'Linux'
        vmSize: vmSize
        count: nodeCount
      }
    ]
    oidcIssuerProfile: {
      enabled: true
    }
    securityProfile: {
      workloadIdentity: {
        enabled: true
      }
    }
  }
}

output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
