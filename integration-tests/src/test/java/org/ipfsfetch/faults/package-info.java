// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the library makes of gateways and daemons that do what real ones will not do on demand:
 * servers of our own, each with one fault at one moment over one protocol.
 *
 * <p>May import everything. Start at {@link org.ipfsfetch.faults.FaultsIT}; what the faults are is
 * in {@link org.ipfsfetch.faults.GatewayFault} and {@link org.ipfsfetch.faults.DaemonFault}.
 */
package org.ipfsfetch.faults;
