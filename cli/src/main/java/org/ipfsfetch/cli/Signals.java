// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Turns the signals that end a process into a {@link Stop}, so that what is temporary is removed
 * and the exit code is the usual one.
 *
 * <p>Reached by reflection: the class is in every JDK and in no standard, and compiling against it
 * warns. Without it the process ends as the virtual machine sees fit.
 */
final class Signals {
  private static final Map<String, ExitCode> ENDING =
      Map.of(
          "INT", ExitCode.INTERRUPTED,
          "TERM", ExitCode.TERMINATED,
          "HUP", ExitCode.HUNG_UP);

  private Signals() {}

  /**
   * @param again what happens when a signal comes although one came before
   */
  static void install(Stop stop, Runnable again) {
    ENDING.forEach(
        (name, code) ->
            handle(
                name,
                () -> {
                  if (!stop.request(code)) {
                    again.run();
                  }
                }));
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader() == null
                  ? Signals.class.getClassLoader()
                  : handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null; // of the other methods nobody calls any
              });
      Object wanted = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, wanted, proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException ignored) {
      // no such class, or no such signal here (Windows has no HUP)
    }
  }
}
