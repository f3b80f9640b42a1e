// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests their {@link Kubo} parameters and counts the tests that passed with one.
 *
 * <p>Without any kubo the class is aborted, with the reason; in CI it fails.
 */
final class RealKubo implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {
  private static final Namespace NAMESPACE = Namespace.create(RealKubo.class);
  private static final String USED = "nodes used here";

  @Override
  public void beforeAll(ExtensionContext context) {
    // Here, since only here can a class still be aborted; a resolver's trouble is always a failure.
    for (Method method : context.getRequiredTestClass().getDeclaredMethods()) {
      for (Parameter parameter : method.getParameters()) {
        if (parameter.getType() == Kubo.class) {
          get(Optional.ofNullable(parameter.getAnnotation(Node.class)), context);
        }
      }
    }
  }

  private static Kubo get(Optional<Node> node, ExtensionContext context) {
    return nodes(context)
        .get(node.map(Node::release).orElse(Release.CURRENT), node.map(Node::name).orElse("main"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Kubo.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Kubo kubo = get(parameter.findAnnotation(Node.class), context);
    usedIn(context).add(kubo);
    return kubo;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    Set<Kubo> used = new LinkedHashSet<>();
    for (Optional<ExtensionContext> level = Optional.of(context);
        level.isPresent();
        level = level.get().getParent()) {
      used.addAll(usedIn(level.get()));
    }
    // A test that used two nodes of one form is one test.
    Set<String> counted = new LinkedHashSet<>();
    for (Kubo kubo : used) {
      if (counted.add(kubo.version() + kubo.form())) {
        nodes(context).passed(kubo);
      }
    }
  }

  private static KuboNodes nodes(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(KuboNodes.class, key -> new KuboNodes(), KuboNodes.class);
  }

  @SuppressWarnings("unchecked") // only this method puts it in
  private static Set<Kubo> usedIn(ExtensionContext context) {
    return (Set<Kubo>)
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(USED + context.getUniqueId(), key -> new LinkedHashSet<Kubo>());
  }
}
