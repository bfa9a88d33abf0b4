using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Host.Presentation;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Presentation;

public class event_sentences
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly CommitmentRef Grant = new("fir-1", FundingSource.Fir, 2026, "53", "29");
    private static readonly SealedText Reason = new("Erreur de saisie.", "t");

    private static readonly CptsEvent[] Rare =
    [
        new CptsRenamed("Presqu’île") { EffectiveDate = Day },
        new TerritoryChanged(new("29", [], 8_000)) { EffectiveDate = Day },
        new ProfileChanged("rural") { EffectiveDate = Day },
        new ContactChanged(Reason) { EffectiveDate = Day },
        new LetterOfIntentRefused { EffectiveDate = Day },
        new CptsWithdrawn(new SealedText(null, "t")) { EffectiveDate = Day },
        new SumsBarred(Grant, [new(1, Money.Euros(10))]) { EffectiveDate = Day },
        new RecoveryReversed(Grant, Guid.Empty, Reason, "r1", Money.Euros(10)) { EffectiveDate = Day },
        new ReceiptReversed(Grant, Guid.Empty, Reason, "r1", "e1", Money.Euros(10)) { EffectiveDate = Day },
        new WaiverReversed(Grant, Guid.Empty, Reason, "r1", "m1", Money.Euros(10)) { EffectiveDate = Day },
        new TransformationGrantAwarded(Grant, Money.Euros(10), "Serveur partagé.", CostCategory.DigitalTools, null, []) { EffectiveDate = Day },
        new AciOneOffGranted(Grant, Money.Euros(10), "Crise sanitaire", "ACI, avenant 2", []) { EffectiveDate = Day },
    ];

    private static readonly IReadOnlyList<CptsEvent> Samples = [.. Histories.Of(738).OfType<PastCptsEvent>().Select(past => past.Event), .. Rare];

    [Fact]
    public void there_is_one_for_every_kind_of_event()
    {
        var kinds = typeof(CptsEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CptsEvent)) && !type.IsAbstract);

        kinds.Except(Samples.Select(sample => sample.GetType())).ShouldBeEmpty();
        foreach (var sentence in Samples.Select(EventSentences.Of))
        {
            sentence.ShouldNotStartWith("Événement");
            sentence.ShouldEndWith(".");
            sentence.ShouldNotContain("..");
        }
    }

    [Fact]
    public void a_sealed_reason_is_given_apart()
    {
        EventSentences.ReasonOf(Rare[7]).ShouldBe(Reason);
        Samples.Select(sample => (Sentence: EventSentences.Of(sample), Reason: EventSentences.ReasonOf(sample)?.Text)).Where(said => said.Reason is not null)
            .ShouldAllBe(said => !said.Sentence.Contains(said.Reason!));
    }

    [Theory]
    [InlineData(10, "est porté à")]
    [InlineData(-10, "est ramené à")]
    [InlineData(0, "reste fixé à")]
    public void an_amendment_says_which_way_the_amount_moves(int euros, string inFrench)
        => EventSentences.Of(new CommitmentAmended(Grant, Money.Euros(90), [new(1, InstalmentKind.Whole, Day, Money.Euros(euros))], null) { EffectiveDate = Day })
            .ShouldBe($"Avenant à l’engagement fir-1 : le montant {inFrench} 90,00\u202F€.");

    [Fact]
    public void they_read_as_French()
    {
        EventSentences.Of(Rare[5]).ShouldBe("La CPTS abandonne son projet.");
        EventSentences.Of(Rare[^2]).ShouldBe("Subvention du fonds de transformation 2026 de 10,00\u202F€ attribuée (outils numériques) : Serveur partagé.");
        EventSentences.Of(Rare[^1]).ShouldBe("Versement ACI hors contrat 2026 de 10,00\u202F€ accordé : Crise sanitaire (ACI, avenant 2).");
        EventSentences.Of(Rare[7]).ShouldBe("Titre de recette r1 de 10,00\u202F€ annulé sur l’engagement fir-1.");
        EventSentences.Of(new ServiceCertified(Grant, "c", 2, Money.Euros(45_000)) { EffectiveDate = Day })
            .ShouldBe("Service fait certifié sur l’engagement fir-1, échéance 2 : 45\u202F000,00\u202F€.");
    }
}
