using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;

namespace Navis.Personalize.Extraction.Tests.Dates;

public sealed class ClinicalDatesTests
{
    [Theory]
    [InlineData("seen on 2023-03-14.", "2023-03-14")]
    [InlineData("completed 2026-03", "2026-03")]
    [InlineData("2023-03-14T08:00", "2023-03-14")]
    [InlineData("on 3/14/2021", "2021-03-14")]
    [InlineData("on 14/3/2021", "2021-03-14")]
    [InlineData("on 04/05/2021", "2021-04-05")]
    [InlineData("on 04.05.2021", "2021-05-04")]
    [InlineData("on 04.05.21", "2021-05-04")]
    [InlineData("the 11/23/09 film", "2009-11-23")]
    [InlineData("since 03/2021", "2021-03")]
    [InlineData("March 14, 2021", "2021-03-14")]
    [InlineData("March 14th 2021", "2021-03-14")]
    [InlineData("14th of March 2021", "2021-03-14")]
    [InlineData("on 17-Sep-2025", "2025-09-17")]
    [InlineData("in Sep-25", "2025-09")]
    [InlineData("in Mar '21", "2021-03")]
    [InlineData("in May 2021", "2021-05")]
    [InlineData("Sept. 2019", "2019-09")]
    [InlineData("since 2016", "2016")]
    [InlineData("lobectomy (2019)", "2019")]
    [InlineData("2019: lobectomy", "2019")]
    [InlineData("born 1958-06-18, operated 2020-01", "1958-06-18 2020-01")]
    [InlineData("2019-2021", "2019 2021")]
    [InlineData("tel. 5551-2021", "")]
    [InlineData("Jan-Mar 2023", "2023-01 2023-03")]
    [InlineData("April to June 2023", "2023-04 2023-06")]
    [InlineData("09/2023-03/2024", "2023-09 2024-03")]
    [InlineData("on 8/1/24", "2024-08-01")]
    [InlineData("stations 4/7/11", "")]
    [InlineData("in March he had 2023 mg", "")]
    public void An_English_date_is_read_as_precisely_as_it_is_written(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClinicalDates.Find(text).Select(d => d.Date)));

    [Theory]
    [InlineData("el 24-09-16 inicia", "2016-09-24")]
    [InlineData("el 04/05/2017", "2017-05-04")]
    [InlineData("5 de marzo de 2016", "2016-03-05")]
    [InlineData("en diciembre de 2017", "2017-12")]
    [InlineData("en Julio 2018", "2018-07")]
    [InlineData("1º de mayo de 2015", "2015-05-01")]
    [InlineData("en 2017", "2017")]
    [InlineData("am 5. März 2020", "2020-03-05")]
    [InlineData("sinds maart 2020", "2020-03")]
    public void Dates_of_other_languages_begin_with_the_day(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClinicalDates.Find(text, dayFirst: true).Select(d => d.Date)));

    [Theory]
    [InlineData("5/10 nodes")]
    [InlineData("31/02/2021")]
    [InlineData("on March 14 we met")]
    [InlineData("patients may 10 days later")]
    [InlineData("KRAS codons 12/13/61")]
    [InlineData("stations 4-7-11")]
    [InlineData("accession S24-12345")]
    [InlineData("T 24-2016")]
    [InlineData("version 4.2.2024.1")]
    [InlineData("room 2016 on the left")]
    [InlineData("1.5 x 2.3 cm")]
    [InlineData("2,016 patients")]
    public void What_only_looks_like_a_date_is_none(string text) => Assert.Empty(ClinicalDates.Find(text));

    [Fact]
    public void The_span_is_the_date_and_nothing_else()
    {
        const string text = "resected on March 14, 2021.";
        var date = Assert.Single(ClinicalDates.Find(text));
        Assert.Equal("March 14, 2021", text[date.Start..date.End]);
    }

    [Theory]
    [InlineData("13 months ago", "2022-02")]
    [InlineData("ten years ago", "2013")]
    [InlineData("hace 3 años", "2020")]
    [InlineData("hace 2 meses", "2023-01")]
    [InlineData("3 months later", null)]
    [InlineData("65 years of age", null)]
    public void Relative_dates_count_back_from_the_date_of_the_record(string text, string? expected) =>
        Assert.Equal(expected, RelativeDates.Find(text, PartialDate.Of(2023, 3, 14))?.Date.ToString());

    [Fact]
    public void Relative_dates_stay_unknown_in_a_record_without_date() => Assert.Null(RelativeDates.Find("13 months ago", null));

    [Theory]
    [InlineData("2016", "2016")]
    [InlineData(" 14.03.21 ", "2021-03-14")]
    [InlineData("14.03.21 and more", null)]
    public void A_whole_text_is_a_date_or_not(string text, string? expected) => Assert.Equal(expected, ClinicalDates.Parse(text)?.ToString());
}
