namespace Navis.Personalize.Extraction.Context;

/// <summary>The list that stands between a target and the predicate behind it.</summary>
internal record struct ListShape(int Segments, int Words, int OwnWords, bool OwnNoun, bool Noun, bool HasConjunction, int Colons, int SinceColon, bool Verb, bool Finite)
{
    private bool pastComma;

    /// <summary>The last member is a gene or stain.</summary>
    public bool Marker { get; private set; }

    /// <summary>All members are named alike: the target's own has no further words, and a kind of finding only if the last has one too.</summary>
    public readonly bool IsParallel => (Segments == 0 ? Words : OwnWords) == 0 && (!OwnNoun || Noun);

    /// <summary>The predicate stands right behind the one colon: <c>A, B and C: not detected</c>.</summary>
    public readonly bool IsAnswer => Colons == 1 && SinceColon <= 2;

    public void Comma()
    {
        pastComma = true;
        Next();
    }

    public void Joined()
    {
        HasConjunction = true;
        Next();
    }

    /// <summary>"EGFR/ALK/ROS1" binds closer than a comma: seen from outside it is one member.</summary>
    public void Slash()
    {
        if (!pastComma)
        {
            Joined();
        }
    }

    public void See(CueCategory category)
    {
        if (category.Has(CueCategory.And | CueCategory.Or))
        {
            Joined();
        }
        else if (category.Has(CueCategory.Noun))
        {
            Noun = true;
        }
        else if (!category.Has(CueCategory.Preposition | CueCategory.Clause))
        {
            Words++;
            SinceColon += category.Has(CueCategory.Marker) ? 1 : 0;
            Marker |= category.Has(CueCategory.Marker);
        }
    }

    private void Next()
    {
        if (Segments == 0)
        {
            (OwnWords, OwnNoun) = (Words, Noun);
        }

        // ", and": one boundary, not two.
        Segments += Words > 0 || Noun || Segments == 0 ? 1 : 0;
        (Words, Noun) = (0, false);
    }
}
