// What a pod needs in Azure: an identity that trusts its service account, a storage account without keys, a container,
// and one role on that container. The cluster must exist: create it with cluster.bicep or setup.sh.
@description('3 to 24 lower-case letters and digits, unique in all of Azure')
@minLength(3)
@maxLength(24)
param storageAccountName string

@description('The AKS cluster')
param clusterName string = 'aks-blobdrop'

@description('The resource group of the cluster, if it differs')
param clusterResourceGroup string = resourceGroup().name

param identityName string = 'id-blobdrop'
param containerName string = 'workloadidentity'
param location string = resourceGroup().location

@description('NAMESPACE of packaging/k8s/common/config.env')
param namespace string = 'blobdrop'

@description('Object ID of a developer who may write too; empty for none')
param developerObjectId string = ''

// Storage Blob Data Contributor
var roleId = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource cluster 'Microsoft.ContainerService/managedClusters@2024-02-01' existing = {
  name: clusterName
  scope: resourceGroup(clusterResourceGroup)
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: identityName
  location: location
}

// The issuer is read from the cluster, so it cannot be mistyped.
resource trust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: identity
  name: 'blobdrop-${clusterName}-${namespace}'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:${namespace}:blobdrop'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: storageAccountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: containerName
  properties: {
    publicAccess: 'None'
  }
}

resource podMayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, identity.id, roleId)
  scope: container
  properties: {
    roleDefinitionId: roleId
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource developerMayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(developerObjectId)) {
  name: guid(container.id, developerObjectId, roleId)
  scope: container
  properties: {
    roleDefinitionId: roleId
    principalId: developerObjectId
    principalType: 'User'
  }
}

// Copy these four into packaging/k8s/common/config.env.
output CLIENT_ID string = identity.properties.clientId
output TENANT_ID string = identity.properties.tenantId
output STORAGE_ACCOUNT_URL string = 'https://${account.name}.blob.${environment().suffixes.storage}'
output BLOBDROP_CONTAINER string = container.name
