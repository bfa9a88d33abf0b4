using System.Globalization;
using Funding.Host.Web.Acts.Inputs;
using Microsoft.Extensions.Primitives;

namespace Funding.Host.Web.Acts;

/// <summary>What the pressed button asks.</summary>
internal enum Gesture
{
    /// <summary>Judge the act and show what it leads to.</summary>
    Review,

    /// <summary>Record it.</summary>
    Record,

    /// <summary>Back to the fields, or one row more or less: show the form.</summary>
    Edit,
}

/// <summary>A form as it was sent. Fields of the form itself begin with an underscore, which no member of a body does.</summary>
/// <param name="Gesture">What was asked.</param>
/// <param name="Values">What was written.</param>
/// <param name="MoreRows">Rows that were asked for, by the pointer of their list.</param>
/// <param name="Seen">The version of the dossier that was on the screen; null for a form on no dossier.</param>
/// <param name="Key">The key given when the act was reviewed; null before.</param>
internal sealed record SentForm(Gesture Gesture, FormValues Values, IReadOnlyDictionary<string, int> MoreRows, long? Seen, string? Key)
{
    /// <summary>The button.</summary>
    public const string GestureField = "_geste";

    /// <summary>The version seen.</summary>
    public const string SeenField = "_version";

    /// <summary>The key.</summary>
    public const string KeyField = "_cle";

    /// <summary>The values of <see cref="GestureField"/>.</summary>
    public const string Review = "verifier", Record = "enregistrer", Edit = "modifier", Add = "ajouter:", Remove = "retirer:";

    /// <summary>Reads it.</summary>
    public static SentForm Read(IReadOnlyList<Input> inputs, IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var own = sent.Where(field => field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var gesture = own.GetValueOrDefault(GestureField, "");
        var fields = sent;
        if (gesture.StartsWith(Remove, StringComparison.Ordinal)) fields = fields.Where(field => !field.Key.StartsWith(gesture[Remove.Length..] + "/", StringComparison.Ordinal));
        var more = new Dictionary<string, int>(StringComparer.Ordinal);
        if (gesture.StartsWith(Add, StringComparison.Ordinal)) more[gesture[Add.Length..]] = 1;
        return new SentForm(
            gesture switch { Record => Gesture.Record, "" or Review => Gesture.Review, _ => Gesture.Edit },
            FormValues.Read(inputs, fields), more,
            long.TryParse(own.GetValueOrDefault(SeenField), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null,
            own.GetValueOrDefault(KeyField) is { Length: > 0 } key && Guid.TryParseExact(key, "D", out _) ? key : null);
    }
}
