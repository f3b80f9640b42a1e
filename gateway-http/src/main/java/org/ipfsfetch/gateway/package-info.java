// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Blocks from trustless HTTP gateways: as CARs where a gateway streams, block by block where not.
 *
 * <p>Found by name through {@link org.ipfsfetch.gateway.GatewayBlockSourceProvider}; read {@link
 * org.ipfsfetch.gateway.GatewayDialect} first, which says how a gateway is asked and what it
 * answers. Imports {@code http} and the API; nothing imports it.
 */
package org.ipfsfetch.gateway;
