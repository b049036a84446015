using Navis.Personalize.Core.Reconciliation.Certainty;
using Navis.Personalize.Extraction.Learned;

namespace Navis.Personalize.Extraction.Tests.Learned;

public sealed class TrainingTests
{
    [Fact]
    public void Training_the_kinds_twice_gives_the_same_bytes()
    {
        var first = new KindTrainer(RepositoryContent.Instance, 25, 5).Train();
        Assert.Equal(first.Text, new KindTrainer(RepositoryContent.Instance, 25, 5).Train().Text);
        Assert.Equal(KindModel.File, first.Path);
    }

    [Fact]
    public void Training_certainty_twice_gives_the_same_bytes()
    {
        var first = new CertaintyTrainer(RepositoryContent.Instance, 250, 60).Train();
        Assert.Equal(first.Text, new CertaintyTrainer(RepositoryContent.Instance, 250, 60).Train().Text);
        Assert.InRange(CertaintyModel.Parse(first.Text).Accept, 0.5, 0.99);
    }
}
