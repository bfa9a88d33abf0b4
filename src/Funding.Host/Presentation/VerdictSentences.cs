using Funding.Host.Ledger.Verifying;

namespace Funding.Host.Presentation;

/// <summary>What verifying the log found, in French.</summary>
internal static class VerdictSentences
{
    /// <summary>Whether the log is the one that was signed; of one that nothing signed speaks of, that this is no proof.</summary>
    public static string Conclusion(Verdict it)
        => !it.IsIntact ? "Le journal n’est pas intact."
            : it.IsProven ? it.Size == it.Heads.Size ? "Le journal est intact." : $"Le journal est intact jusqu’à la position {French.Of(it.Heads.Size)} ; {Uncovered(it.Size - it.Heads.Size)}."
            : "Rien ne contredit la forme du journal, mais rien de signé ne la confirme : ce n’est pas une preuve.";

    /// <summary>What signed heads had to say, and which keys signed them.</summary>
    public static string OfHeads(HeadsHeard it)
        => it.Given == 0 ? "Aucune empreinte signée à comparer."
            : it.Held == 0 ? $"{Signed(it.Given)} : le journal n’en confirme aucune."
            : $"{Signed(it.Given)}, {(it.Given == 1 ? "confirmée" : it.Held == it.Given ? "toutes confirmées" : $"{French.Of(it.Held)} confirmée{(it.Held == 1 ? "" : "s")}")} ; la dernière couvre {French.Count(it.Size, "événement")}. Clé : {string.Join(", ", it.Keys)}.";

    private static string Uncovered(long count) => count == 1 ? "aucune empreinte signée ne couvre l’événement qui suit" : $"aucune empreinte signée ne couvre les {French.Count(count, "événement")} qui suivent";

    private static string Signed(int count) => $"{French.Count(count, "empreinte")} signée{(count < 2 ? "" : "s")}";
}
