package dev.blobdrop.gui.identity;

/// Logs of pods.
public final class PodLogs {
    /// `doctor --output json` in a pod whose federated credential names another service account,
    /// mixed with lines of other programs.
    public static final String DOCTOR = """
        2026-01-31T11:59:58Z Starting
        {"event":"stage","stage":"place","title":"Place and settings","status":"ok","says":"A Kubernetes pod","evidence":["namespace uploads"]}
        {"event":"stage","stage":"injection","title":"Variables of workload identity","status":"ok","says":"All variables are set","evidence":[]}
        {"event":"stage","stage":"token file","title":"Federated token file","status":"note","says":"The token ends in 4 minutes","evidence":["/var/run/secrets/azure/tokens/azure-identity-token"]}
        {"event":"stage","stage":"claims","title":"What the token says","status":"ok","says":"system:serviceaccount:uploads:blobdrop","evidence":["audience api://AzureADTokenExchange"]}
        {"event":"stage","stage":"network","title":"Names, connections, certificates","status":"ok","says":"Reachable","evidence":[]}
        {"event":"stage","stage":"exchange","title":"Sign-in","status":"failed","says":"This identity has no federated credential for this service account","evidence":["status 401","AADSTS700213: No matching federated identity record found for presented assertion subject 'system:serviceaccount:uploads:blobdrop'."]}
        {"event":"stage","stage":"identity","title":"Who that is","status":"skipped","says":"because of: Sign-in","evidence":[]}
        {"event":"stage","stage":"challenge","title":"The storage account","status":"skipped","says":"because of: Sign-in","evidence":[]}
        {"event":"stage","stage":"container","title":"The container","status":"skipped","says":"because of: Sign-in","evidence":[]}
        {"event":"stage","stage":"list","title":"Listing it","status":"skipped","says":"because of: Sign-in","evidence":[]}
        {"event":"stage","stage":"write","title":"Writing to it","status":"skipped","says":"because of: Sign-in","evidence":[]}
        {"event":"summary","command":"doctor","exitCode":11,"schema":1,"cause":{"row":"D2","problem":{"code":"AADSTS700213","kind":"identity-refused","title":"This identity has no federated credential for this service account","detail":"The token's subject is system:serviceaccount:uploads:blobdrop. The federated credential names a different namespace or service account.","remedy":["az identity federated-credential create --identity-name blobdrop -g rg --name uploads-blobdrop --issuer ISSUER --subject 'system:serviceaccount:uploads:blobdrop' --audiences 'api://AzureADTokenExchange'"]},"evidence":["status 401"],"verify":"blobdrop whoami","link":"https://learn.microsoft.com"},"proven":["the token is mounted and readable"]}
        """;

    /// `whoami --output json` in the same pod.
    public static final String WHOAMI = """
        {"event":"summary","command":"whoami","schema":1,"recorded":"2026-01-31T12:00:00Z","asked":"default","survey":false,"links":[{"order":1,"name":"EnvironmentCredential","title":"Environment","outcome":"unavailable","effect":"moved-on","millis":1,"reason":"no secret and no certificate is set","calls":[]},{"order":2,"name":"WorkloadIdentityCredential","title":"Workload identity","outcome":"failed","effect":"stopped-here","millis":231,"reason":"AADSTS700213: no federated credential of application 22222222-2222-4222-8222-222222222222 matches the token's subject","calls":[{"method":"POST","host":"login.microsoftonline.com","path":"/contoso.example/oauth2/v2.0/token","status":401,"millis":187}]},{"order":3,"name":"ManagedIdentityCredential","title":"Managed identity","outcome":"not-tried","effect":"not-reached","calls":[]}],"access":[],"exitCode":11,"problem":{"code":"AADSTS700213","kind":"identity-refused","title":"This identity has no federated credential for this service account","detail":"The federated credential names a different namespace or service account.","remedy":[]}}
        """;

    private PodLogs() {}
}
