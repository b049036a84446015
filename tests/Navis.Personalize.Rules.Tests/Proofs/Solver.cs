using Navis.Personalize.Application.Solvers;

namespace Navis.Personalize.Rules.Tests.Proofs;

internal static class Solver
{
    public static SolverProcess Start()
    {
        var solver = SolverProcess.Start();
        Assert.SkipWhen(solver is null, "The solver z3 is not installed (Debian package z3).");
        return solver;
    }
}
