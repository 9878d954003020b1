package chat.parley.deploy.system;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the stack, which is started for the first that asks and stopped after the last. A test that asks for the
 * address alone can be run against any Parley: {@code -Dparley.address=http://127.0.0.1:8000}.
 */
public final class StackExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type.equals(RunningStack.class) || type.equals(URI.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(URI.class) ? address(test) : stack(test);
    }

    private static URI address(ExtensionContext test) {
        var given = System.getProperty("parley.address");
        return URI.create(given == null ? stack(test).address() : given);
    }

    private static RunningStack stack(ExtensionContext test) {
        var stack = test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(RunningStack.class, _ -> start(), RunningStack.class);
        stack.settle();
        return stack;
    }

    private static RunningStack start() {
        try {
            return RunningStack.start();
        } catch (Exception failure) {
            throw new IllegalStateException("the stack did not start", failure);
        }
    }
}
