using Navis.Personalize.Core.Rules.Cases;

namespace Navis.Personalize.Rules.Tests;

public sealed class RuleCasesTests
{
    [Fact]
    public void Every_file_of_the_pack_can_be_read() =>
        Assert.Empty(RepositoryContent.Pack.Problems.Concat(RuleCaseRunner.Load(RepositoryContent.Instance, RepositoryContent.Pack).Problems).Select(p => p.ToString()));

    [Fact]
    public void Every_case_comes_out_as_its_author_says()
    {
        var (cases, _) = RuleCaseRunner.Load(RepositoryContent.Instance, RepositoryContent.Pack);
        var failed = cases.Select(c => RuleCaseRunner.Run(RepositoryContent.Pack, c, RepositoryContent.AsOf)).Where(r => !r.Passed)
            .Select(r => $"{r.Case.Source.Path}({r.Case.Source.Line}) {r.Case.Rule} '{r.Case.Name}': {string.Join("; ", r.Failures)}");
        Assert.NotEmpty(cases);
        Assert.Empty(failed);
    }
}
