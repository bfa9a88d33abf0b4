using Funding.Domain.Cpts;
using Funding.Engine;

namespace Funding.Host.Tests.Demo;

public class synthetic_lives
{
    private static readonly IReadOnlyList<PastCptsEvent> Events = [.. Histories.Of(738).OfType<PastCptsEvent>()];

    [Theory]
    [InlineData(typeof(PaymentRefused))]
    [InlineData(typeof(CommitmentAmended))]
    [InlineData(typeof(CommitmentCancelled))]
    [InlineData(typeof(RecoveryOrdered))]
    [InlineData(typeof(RecoveryReceived))]
    [InlineData(typeof(RecoveryWaived))]
    [InlineData(typeof(CertificationReversed))]
    [InlineData(typeof(PaymentReversed))]
    [InlineData(typeof(HealthProjectOpposed))]
    [InlineData(typeof(DeemedValidationAnnulled))]
    [InlineData(typeof(IdentifiersChanged))]
    [InlineData(typeof(AciOneOffGranted))]
    [InlineData(typeof(TransformationGrantAwarded))]
    [InlineData(typeof(AciContractAmended))]
    [InlineData(typeof(AciContractSuspended))]
    [InlineData(typeof(AciContractResumed))]
    [InlineData(typeof(AciContractTerminated))]
    public void the_accidents_of_real_files_happen(Type accident) => Events.ShouldContain(past => past.Event.GetType() == accident);

    [Fact]
    public void about_a_third_of_the_validations_are_deemed()
    {
        var validated = Histories.Dossiers(Histories.Of(738)).Select(dossier => dossier.Phases.OfType<Validated>().LastOrDefault()).OfType<Validated>().ToList();

        ((double)validated.Count(phase => phase.Deemed) / validated.Count).ShouldBeInRange(0.3, 0.37);
    }

    [Fact]
    public void most_have_identifiers_and_a_few_have_none()
    {
        var dossiers = Histories.Dossiers(Histories.Of(738)).ToList();

        dossiers.Count(dossier => dossier.Identifiers.Latest.AreMissing).ShouldBeInRange(5, 50);
        dossiers.Count(dossier => dossier.Identifiers.Latest.Siret is not null).ShouldBeGreaterThan(650);
        dossiers.ShouldAllBe(dossier => dossier.Identifiers.Latest.Siret == null || dossier.Identifiers.Latest.Siret.StartsWith("000"));
    }

    [Fact]
    public void a_few_territories_overlap()
        => Histories.Dossiers(Histories.Of(738)).SelectMany(dossier => dossier.Territory.Latest.Communes).GroupBy(code => code).Count(group => group.Count() > 1).ShouldBeInRange(2, 40);

    [Fact]
    public void some_acts_are_recorded_late()
        => Events.Count(past => DateOnly.FromDateTime(past.RecordedAt.UtcDateTime) > past.Event.EffectiveDate.AddDays(15)).ShouldBeInRange(50, 900);

    [Fact]
    public void who_decides_or_certifies_does_not_pay()
        => Events.Where(past => past.Event is PaymentMade).Select(past => past.Actor)
            .Intersect(Events.Where(past => past.Event is ServiceCertified or ICommitmentOpened or ContractEvent).Select(past => past.Actor)).ShouldBeEmpty();
}
