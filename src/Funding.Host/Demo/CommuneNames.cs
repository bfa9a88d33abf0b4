namespace Funding.Host.Demo;

/// <summary>The French of « de » before the name of a commune: d'Aix, du Havre, des Abymes, de La Rochelle.</summary>
internal static class CommuneNames
{
    private const string Vowels = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ";

    public static string Of(string commune)
        => commune.StartsWith("Le ", StringComparison.Ordinal) ? $"du {commune[3..]}"
            : commune.StartsWith("Les ", StringComparison.Ordinal) ? $"des {commune[4..]}"
            : Vowels.Contains(commune[0], StringComparison.Ordinal) ? $"d’{commune}"
            : $"de {commune}";
}
