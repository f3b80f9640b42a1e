// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkReachTest {

  @ParameterizedTest
  @CsvSource({
    "link,            readme.txt,     false",
    "a/link,          ../readme.txt,  false",
    "a/b/link,        ../../x/./y,    false",
    "link,            .,              false",
    "link,            /etc/passwd,    true",
    "link,            ..,             true",
    "a/link,          ../../x,        true",
    "a/link,          b/../../x,      true",
    "a/link,          b/../c,         true",
    "'',              ../x,           true",
    "'',              x,              false",
  })
  void tellsWhetherATargetMayLeave(String path, String target, boolean leaves) {
    assertThat(LinkReach.mayLeave(path, target)).isEqualTo(leaves);
  }
}
