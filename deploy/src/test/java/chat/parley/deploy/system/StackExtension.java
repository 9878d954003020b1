package chat.parley.deploy.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the stack, which is started for the first that asks and stopped after the last. */
public final class StackExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(RunningStack.class);
    }

    @Override
    public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot().getStore(NAMESPACE).computeIfAbsent(RunningStack.class, _ -> start(), RunningStack.class);
    }

    private static RunningStack start() {
        try {
            return RunningStack.start();
        } catch (Exception failure) {
            throw new IllegalStateException("the stack did not start", failure);
        }
    }
}
