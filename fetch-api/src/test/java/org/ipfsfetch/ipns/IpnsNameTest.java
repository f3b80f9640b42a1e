// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multibase;
import org.ipfsfetch.multiformats.Multihash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpnsNameTest {
  private static final String ED25519 = "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq";
  private static final String ED25519_KEY =
      "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";

  /** boxo ipns/name_test.go; libp2p/specs peer-ids, through base36. */
  @ParameterizedTest
  @CsvSource({
    "QmRp2LvtSQtCkUWCpi92ph5MdQyRtfb9jHbkNgZzGExGuG, k2k4r8kpauqq30hoj9oktej5btbgz1jeos16d3te36xd78trvak0jcor",
    "QmSBUTocZ9LxE53Br9PDDcPWnR1FJQRv94U96Wkt8eypAw, k2k4r8ku8cnc1sl2h5xn7i07dma9abfnkqkxi4a6nd1xq0knoxe7b0y4",
    ED25519 + ", k51qzi5uqu5dgy8qsq67hbz73jqkw87l3fgf4a91qb0d9b5173tir7n4vxk1oe",
  })
  void readsBase58AndPrintsBase36(String peerId, String name) throws DecodeException {
    assertThat(IpnsName.parse(peerId)).hasToString(name);
    assertThat(IpnsName.parse(name)).isEqualTo(IpnsName.parse(peerId));
  }

  @Test
  void readsACidOfEveryBase() throws DecodeException {
    IpnsName name = IpnsName.parse(ED25519);
    Cid cid = Cid.v1(Codec.LIBP2P_KEY, name.multihash());

    for (Multibase base : Multibase.values()) {
      assertThat(IpnsName.parse(cid.encode(base))).as(base.name()).isEqualTo(name);
    }
  }

  @Test
  void holdsAShortKeyAndTheHashOfALongOne() throws DecodeException {
    assertThat(IpnsName.parse(ED25519).inlinedKey())
        .hasValueSatisfying(
            key -> assertThat(HexFormat.of().formatHex(key)).isEqualTo(ED25519_KEY));
    assertThat(IpnsName.parse("QmRp2LvtSQtCkUWCpi92ph5MdQyRtfb9jHbkNgZzGExGuG").inlinedKey())
        .isEmpty();
  }

  /** libp2p/specs peer-ids, "Test vectors". */
  @ParameterizedTest
  @CsvSource({
    ED25519_KEY + ", " + ED25519,
    "08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99,"
        + " 16Uiu2HAmLhLvBoYaoZfaMUKuibM6ac163GwKY74c5kiSLg5KvLpY",
  })
  void isMadeFromASerialisedKey(String key, String peerId) throws DecodeException {
    Multihash hash = PublicKeys.nameOf(HexFormat.of().parseHex(key));

    assertThat(IpnsName.of(hash)).isEqualTo(IpnsName.parse(peerId));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "Qm",
        "12D3KooW0",
        "docs.ipfs.tech",
        "bafkqaaa", // identity, but content
        "bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
        "bafzqaaa", // a key of no bytes
        "QmRp2LvtSQtCkUWCpi92ph5MdQyRtfb9jHbkNgZzGExGu"
      })
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> IpnsName.parse(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesHashesThatAreNoneOfKeys() throws DecodeException {
    Multihash cut = Multihash.of(Multihash.SHA2_256, new byte[20]);
    Multihash sha512 = Multihash.of(0x13, new byte[64]);
    Multihash longIdentity = Multihash.of(Multihash.IDENTITY, new byte[43]);

    assertThatThrownBy(() -> IpnsName.of(cut)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> IpnsName.of(sha512)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> IpnsName.of(longIdentity)).isInstanceOf(DecodeException.class);
  }
}
