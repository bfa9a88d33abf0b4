using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts;

/// <summary>What every form asks.</summary>
internal static class CommonInputs
{
    /// <summary>Why, where the act is to say so.</summary>
    public static readonly TextInput Reason = new("reason", "Motif", 2000) { IsRequired = true, Help = "Conservé sous scellé : il peut être effacé sans que l’acte le soit." };

    private static readonly DateInput EffectiveDate = new("effectiveDate", "Date de l’acte") { Help = "Vide : aujourd’hui. Un acte enregistré en retard porte sa vraie date ; jamais une date à venir." };
    private static readonly TextInput Reference = new("reference", "Référence de la décision", 100);
    private static readonly TextInput Comment = new("comment", "Commentaire", 2000) { Help = "Conservé sous scellé." };

    /// <summary>The date, the reference unless the form asks it with words of its own, and the comment.</summary>
    public static IEnumerable<Input> Of(bool hasOwnReference) => hasOwnReference ? [EffectiveDate, Comment] : [EffectiveDate, Reference, Comment];

    /// <summary>The reference where it is the key of the act.</summary>
    public static TextInput Key(string label, string help) => new("reference", label, 100) { IsRequired = true, Help = help };
}
