// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A certificate for the loopback, made now by the JDK's own tool and trusted by this process until
 * it is closed: so the library is used as it is, with no door of its own for tests.
 */
final class LocalCertificate implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

  private final Path store;
  private final SSLContext shown;

  private LocalCertificate(Path store, SSLContext shown) {
    this.store = store;
    this.shown = shown;
  }

  /** Makes it in a folder and trusts it. */
  static LocalCertificate trustedIn(Path folder) throws Exception {
    Path store = folder.resolve("loopback.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "loopback",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = keytool.getInputStream()) {
      said = new String(out.readAllBytes(), Charset.defaultCharset());
    }
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || !Files.exists(store)) {
      throw new IOException("keytool made no certificate: " + said);
    }
    SSLContext shown = read(store);
    System.setProperty(TRUST_STORE, store.toString());
    System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    loadTrust();
    return new LocalCertificate(store, shown);
  }

  /** The JDK may hand out what it trusted before to a thread that asks while another reads anew. */
  private static void loadTrust() throws GeneralSecurityException {
    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
        .init((KeyStore) null);
  }

  /** Once for all servers: its key takes longer to decrypt than a server to start. */
  private static SSLContext read(Path store) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** What a server shows. */
  SslContextFactory.Server forServer() {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(shown);
    return tls;
  }

  @Override
  public void close() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE_PASSWORD);
    try {
      loadTrust();
      Files.delete(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
