using Funding.Host.Reference;

namespace Funding.Host.Tests.Reference;

/// <summary>Unit. The published FIR envelopes and the national funnel, as they are embedded.</summary>
public class published_figures
{
    private static IEnumerable<FirEnvelopeRow> Envelopes => ReferenceFiles.FirYears.SelectMany(ReferenceFiles.FirEnvelopes);

    [Theory]
    [InlineData(2023, 10)]
    [InlineData(2024, 16)]
    public void a_year_has_one_envelope_for_each_region_that_is_known(int year, int count)
    {
        var rows = ReferenceFiles.FirEnvelopes(year);
        rows.ShouldAllBe(row => row.Year == year && ReferenceData.Current.IsRegion(row.Region));
        rows.Select(row => row.Region).Distinct(StringComparer.Ordinal).Count().ShouldBe(count);
        rows.Count.ShouldBe(count);
    }

    [Fact]
    public void a_year_without_figures_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => ReferenceFiles.FirEnvelopes(2022));

    [Fact]
    public void fungible_and_ring_fenced_make_the_total_within_150_euros()
    {
        var given = Envelopes.Where(row => row.RingFenced is not null).ToList();
        given.Count.ShouldBe(16);
        given.ShouldAllBe(row => Math.Abs(row.Fungible + row.RingFenced!.Value - row.Total) <= 150m);
    }

    [Fact]
    public void the_protected_parts_fit_in_the_fungible_one() =>
        Envelopes.ShouldAllBe(row => (row.Prevention ?? 0) + (row.MedicoSocial ?? 0) <= row.Fungible && row.Fungible <= row.Total);

    [Fact]
    public void an_absent_part_is_absent_and_not_zero() =>
        ReferenceFiles.FirEnvelopes(2023).ShouldAllBe(row => row.Prevention == null && row.MedicoSocial == null && row.RingFenced == null);

    [Fact]
    public void a_row_is_read_whole() => ReferenceFiles.FirEnvelopes(2024)[0].ShouldBe(new FirEnvelopeRow(
        "84", 2024, 587_963_100m, 559_466_800m, 56_213_200m, 21_887_000m, 28_496_300m, "LEGIARTI000050745046"));

    [Fact]
    public void a_source_with_a_comma_is_one_field() =>
        ReferenceFiles.FirEnvelopes(2023)[0].Source.ShouldBe("arrêté du 26 mai 2023, annexe");

    [Fact]
    public void the_stages_of_a_complete_count_make_its_total()
    {
        var complete = ReferenceFiles.Funnel().Where(row => row is { PreProject: not null, LetterAccepted: not null, ProjectValidated: not null, AciSigned: not null });
        complete.Select(row => row.PreProject + row.LetterAccepted + row.ProjectValidated + row.AciSigned - row.Total).ShouldBe([0, 0]);
    }

    [Fact]
    public void counts_come_oldest_first() =>
        ReferenceFiles.Funnel().Select(row => row.Date).ShouldBe(
            [new(2022, 1, 20), new(2023, 1, 1), new(2024, 2, 1), new(2025, 5, 1)]);
}
