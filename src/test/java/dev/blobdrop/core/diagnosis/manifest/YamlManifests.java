package dev.blobdrop.core.diagnosis.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// A service account and a Job as people write them, and the mistakes found in variants of them.
abstract class YamlManifests {
    static final String ACCOUNT = """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: blobdrop
          namespace: uploads
          annotations:
            azure.workload.identity/client-id: 22222222-2222-4222-8222-222222222222
        ---
        """;
    static final String JOB = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: nightly
          namespace: uploads
        spec:
          template:
            metadata:
              labels:
                azure.workload.identity/use: "true"
            spec:
              serviceAccountName: blobdrop
              containers:
                - name: blobdrop
                  image: contoso.azurecr.io/blobdrop:1
                  args: [upload, /data]
                  env:
                    - name: STORAGE_ACCOUNT_URL
                      value: https://contoso.blob.core.windows.net
        """;

    static List<Mistake> mistakes(String text) {
        return Manifests.parse(text).mistakes();
    }

    static void assertOne(String text, String row, String... words) {
        List<Mistake> found = mistakes(text);
        assertThat(found).as(text).hasSize(1);
        assertThat(found.getFirst().row()).isEqualTo(row);
        assertThat(found.getFirst().says()).contains(words);
        assertThat(found.getFirst().fix()).isNotBlank();
    }

    static String job(String before, String after) {
        assertThat(JOB).contains(before);
        return ACCOUNT + JOB.replace(before, after);
    }
}
